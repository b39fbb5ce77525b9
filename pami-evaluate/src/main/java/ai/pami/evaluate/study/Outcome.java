package ai.pami.evaluate.study;

import java.util.List;

/**
 * What became of one picture.
 *
 * @param message why it failed; empty if it did not
 * @param rows a method and metric each, if it was judged
 */
record Outcome(String image, Status status, String message, List<Measurement> rows) {
  enum Status {
    JUDGED,
    WRONG,
    FAILED
  }

  Outcome {
    rows = List.copyOf(rows);
  }
}
