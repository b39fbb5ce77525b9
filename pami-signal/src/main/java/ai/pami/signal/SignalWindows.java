package ai.pami.signal;

import ai.pami.domain.Domain;
import ai.pami.domain.Partitioner;
import ai.pami.domain.Regions;
import ai.pami.domain.SlidingWindows;

/**
 * Windows of one size that slide over {@code [channels][times]} or {@code [bands][times]}: over
 * time, over rows, or both, as in PAMI's sliding-window strategy (Shi et al. 2023, section 3.2).
 *
 * @param rows of a window; all of them where it is at least as many
 * @param times of a window, in time cells; all of them where it is at least as many
 * @param rowStride from window to window
 * @param timeStride from window to window, in time cells
 */
public record SignalWindows(int rows, int times, int rowStride, int timeStride)
    implements Partitioner<Domain> {
  /** All rows, or all times. */
  public static final int ALL = Integer.MAX_VALUE;

  public SignalWindows {
    if (rows < 1 || times < 1 || rowStride < 1 || timeStride < 1) {
      throw new IllegalArgumentException(
          "windows of %d rows by %d times, every %d and %d: all must be at least 1"
              .formatted(rows, times, rowStride, timeStride));
    }
  }

  /** Windows over time, all rows in each, that overlap by half. */
  public static SignalWindows overTime(int times) {
    return new SignalWindows(ALL, times, 1, half(times));
  }

  /** Rows for all times: single channels, or bands beside each other, that overlap by half. */
  public static SignalWindows overRows(int rows) {
    return new SignalWindows(rows, ALL, half(rows), 1);
  }

  /** Windows over rows and time that overlap by half. */
  public static SignalWindows overBoth(int rows, int times) {
    return new SignalWindows(rows, times, half(rows), half(times));
  }

  private static int half(int size) {
    return Math.max(1, size / 2);
  }

  @Override
  public String name() {
    return "windows(rows=%s, times=%s, every=%dx%d)"
        .formatted(number(rows), number(times), rowStride, timeStride);
  }

  private static String number(int size) {
    return size == ALL ? "all" : Integer.toString(size);
  }

  @Override
  public Regions partition(Domain domain) {
    return SlidingWindows.rectangles(domain, rows, times, rowStride, timeStride);
  }
}
