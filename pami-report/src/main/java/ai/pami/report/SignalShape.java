package ai.pami.report;

import ai.pami.signal.AudioExplanation;
import ai.pami.signal.SeriesExplanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Where the elements of a signal's map lie: rows (channels, or bands of frequencies from low to
 * high) by columns of time.
 *
 * @param rows what they are called
 * @param starts the first value of each column, and after them the length, {@code [columns + 1]}
 * @param rate values a second; NaN if unknown
 */
record SignalShape(List<String> rows, List<Integer> starts, double rate) {
  SignalShape {
    rows = List.copyOf(rows);
    starts = List.copyOf(starts);
  }

  static SignalShape of(SeriesExplanation explained) {
    return new SignalShape(
        explained.series().channels(),
        IntStream.rangeClosed(0, explained.cells().count())
            .map(explained.cells()::start)
            .boxed()
            .toList(),
        explained.series().rate().orElse(Double.NaN));
  }

  static SignalShape of(AudioExplanation explained) {
    double rate = explained.sound().rate().orElse(Double.NaN);
    List<String> bands = new ArrayList<>();
    for (int band = 0; band < explained.cells().bands(); band++) {
      bands.add(
          Double.isNaN(rate)
              ? "band " + (band + 1)
              : String.format(
                  Locale.ROOT,
                  "%.0f–%.0f Hz",
                  explained.cells().hertz(band, rate),
                  explained.cells().hertz(band + 1, rate)));
    }
    return new SignalShape(
        bands,
        IntStream.rangeClosed(0, explained.cells().times())
            .map(explained.cells()::start)
            .boxed()
            .toList(),
        rate);
  }

  int columns() {
    return starts.size() - 1;
  }

  /** How many values the signal has. */
  int length() {
    return starts.get(columns());
  }

  boolean hasRate() {
    return !Double.isNaN(rate);
  }

  /** A stretch of time: {@code 0.120–0.180 s}, or {@code 30–44} in values. */
  String time(int fromColumn, int toColumn) {
    int from = starts.get(fromColumn);
    int to = starts.get(toColumn);
    if (!hasRate()) {
      return to - from <= 1 ? Integer.toString(from) : from + "–" + (to - 1);
    }
    int decimals = length() / rate < 10 ? 3 : length() / rate < 1000 ? 2 : 0;
    String number = "%." + decimals + "f";
    return String.format(Locale.ROOT, number + "–" + number + " s", from / rate, to / rate);
  }
}
