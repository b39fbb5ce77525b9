package ai.pami.text;

import ai.pami.PamiException;
import ai.pami.model.Predictor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads a passage that is longer than its model takes in overlapping windows; the answer is the
 * mean of the windows'. Windows are stretches of the passage's elements, the same for all copies,
 * so that hiding an element changes the few windows that hold it: what a window answers when all of
 * it is shown, or nothing, is asked once.
 */
final class ReadingWindows implements Predictor<MaskedText> {
  private static final int MOST_AT_A_TIME = 64;

  private final Predictor<String> model;

  /** First element and the one after the last. */
  private final List<Span> windows;

  /** What windows answer of which all is shown, or nothing. */
  private final Map<Whole, double[]> known = new ConcurrentHashMap<>();

  /** A window of which all is shown, or nothing. */
  private record Whole(int window, boolean shown, TextBackground background) {}

  /** A window's text in a copy. */
  private record Reading(int copy, int window, String text) {}

  private ReadingWindows(Predictor<String> model, List<Span> windows) {
    this.model = model;
    this.windows = windows;
  }

  /** As many windows as the passage needs: one, if the model takes all of it. */
  static ReadingWindows of(Predictor<String> model, Passage passage) {
    if (!(model instanceof TextModel limited)
        || limited.length(passage.text()) <= limited.limit()) {
      return new ReadingWindows(model, List.of(new Span(0, passage.size())));
    }
    List<Span> windows = new ArrayList<>();
    int from = 0;
    int to = 0;
    while (to < passage.size()) {
      to = end(limited, passage, from);
      windows.add(new Span(from, to));
      from = Math.max(from + 1, from + (to - from) / 2);
    }
    return new ReadingWindows(model, windows);
  }

  /** The element after the last that fits into a window; at least one does, whatever its length. */
  private static int end(TextModel model, Passage passage, int from) {
    int fits = from + 1;
    int tooFar = Math.min(passage.size(), from + model.limit()) + 1;
    while (tooFar - fits > 1) {
      int middle = (fits + tooFar) >>> 1;
      String text =
          passage
              .text()
              .substring(
                  passage.elements().get(from).start(), passage.elements().get(middle - 1).end());
      if (model.length(text) <= model.limit()) {
        fits = middle;
      } else {
        tooFar = middle;
      }
    }
    return fits;
  }

  /** How many windows there are. */
  int count() {
    return windows.size();
  }

  @Override
  public double[][] predict(List<MaskedText> copies) {
    if (windows.size() == 1) {
      return ask(copies.stream().map(MaskedText::text).toList());
    }
    List<Reading> asked = new ArrayList<>();
    List<List<double[]>> answers = new ArrayList<>();
    for (int i = 0; i < copies.size(); i++) {
      List<double[]> found = new ArrayList<>();
      for (int w = 0; w < windows.size(); w++) {
        double[] answer = whole(copies.get(i), w).map(known::get).orElse(null);
        found.add(answer);
        if (answer == null) {
          Span window = windows.get(w);
          asked.add(new Reading(i, w, copies.get(i).text(window.start(), window.end())));
        }
      }
      answers.add(found);
    }
    Map<String, double[]> rows = rows(asked.stream().map(Reading::text).distinct().toList());
    for (Reading reading : asked) {
      double[] row = rows.get(reading.text());
      answers.get(reading.copy()).set(reading.window(), row);
      whole(copies.get(reading.copy()), reading.window()).ifPresent(w -> known.put(w, row));
    }
    return answers.stream().map(ReadingWindows::mean).toArray(double[][]::new);
  }

  private Map<String, double[]> rows(List<String> texts) {
    Map<String, double[]> answers = new HashMap<>();
    for (int from = 0; from < texts.size(); from += MOST_AT_A_TIME) {
      List<String> some = texts.subList(from, Math.min(texts.size(), from + MOST_AT_A_TIME));
      double[][] rows = ask(some);
      if (rows == null || rows.length != some.size()) {
        throw new PamiException(
            "the model was given %d texts and did not answer with a row for each"
                .formatted(some.size()));
      }
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] == null || rows[i].length == 0) {
          throw new PamiException("the model answered a text with no numbers");
        }
        answers.put(some.get(i), rows[i]);
      }
    }
    return answers;
  }

  private double[][] ask(List<String> texts) {
    try {
      return model.predict(texts);
    } catch (PamiException e) {
      throw e; // says what is wrong
    } catch (RuntimeException e) {
      throw new PamiException("the model threw " + e, e);
    }
  }

  private Optional<Whole> whole(MaskedText copy, int w) {
    Span window = windows.get(w);
    return copy.isWhole(window.start(), window.end())
        ? Optional.of(new Whole(w, copy.shown().get(window.start()), copy.background()))
        : Optional.empty();
  }

  private static double[] mean(List<double[]> answers) {
    double[] mean = new double[answers.get(0).length];
    for (double[] answer : answers) {
      if (answer.length != mean.length) {
        throw new PamiException(
            "the model answered with %d numbers for one text and %d for another: rows must be of one length"
                .formatted(mean.length, answer.length));
      }
      for (int k = 0; k < mean.length; k++) {
        mean[k] += answer[k] / answers.size();
      }
    }
    return mean;
  }
}
