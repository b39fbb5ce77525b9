package ai.pami.image.segment;

import ai.pami.domain.Domain;
import ai.pami.domain.Partitioner;
import ai.pami.domain.SlidingWindows;
import ai.pami.image.picture.Picture;
import java.util.Objects;
import java.util.function.Function;

/**
 * PAMI's sliding window (Shi et al. 2023, section 3.2): discs, squares or rectangles on a grid of
 * centres. What the picture shows does not matter, only its size.
 */
public final class SlidingWindow implements Partitioner<Picture> {
  private static final int MAX_RADIUS = (Integer.MAX_VALUE - 1) / 2;

  private final String name;
  private final Function<Domain, SlidingWindows> windows;

  private SlidingWindow(String name, Function<Domain, SlidingWindows> windows) {
    this.name = name;
    this.windows = windows;
    // Reports numbers out of range now rather than when the first picture comes.
    Objects.requireNonNull(windows.apply(Domain.of(1, 1)));
  }

  /** Discs; see {@link SlidingWindows#discs}. */
  public static SlidingWindow discs(int radius, int stride) {
    return new SlidingWindow(
        "discs(radius=%d, stride=%d)".formatted(radius, stride),
        domain -> SlidingWindows.discs(domain, radius, stride));
  }

  /**
   * Squares of side 2 {@code radius} + 1.
   *
   * @param radius pixels from the centre to the side, at least 0
   * @param stride pixels between neighbouring centres, at least 1
   */
  public static SlidingWindow squares(int radius, int stride) {
    if (radius < 0 || radius > MAX_RADIUS) {
      throw new IllegalArgumentException("a window's radius can't be " + radius);
    }
    int side = 2 * radius + 1;
    return new SlidingWindow(
        "squares(radius=%d, stride=%d)".formatted(radius, stride),
        domain -> SlidingWindows.rectangles(domain, side, side, stride, stride));
  }

  /** Rectangles; see {@link SlidingWindows#rectangles}. */
  public static SlidingWindow rectangles(int height, int width, int strideY, int strideX) {
    return new SlidingWindow(
        "rectangles(%dx%d, stride=%dx%d)".formatted(height, width, strideY, strideX),
        domain -> SlidingWindows.rectangles(domain, height, width, strideY, strideX));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SlidingWindows partition(Picture picture) {
    return windows.apply(picture.domain());
  }
}
