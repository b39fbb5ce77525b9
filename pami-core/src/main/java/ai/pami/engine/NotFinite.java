package ai.pami.engine;

import ai.pami.PamiException;
import ai.pami.target.Target;

/** The message for a score that is no number. */
final class NotFinite {
  private NotFinite() {}

  static PamiException at(String where, Target target, double score) {
    return new PamiException(
        ("the score of target %s is %s at %s; no map can be made of that: check the model's"
                + " preprocessing and numeric range, or choose another background")
            .formatted(target, score, where));
  }
}
