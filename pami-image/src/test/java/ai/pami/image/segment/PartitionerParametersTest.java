package ai.pami.image.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers out of range are refused with a message that repeats them. */
class PartitionerParametersTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  static Stream<Arguments> outOfRange() {
    return Stream.of(
        of("scale=-1.0", () -> Felzenszwalb.of(-1, 0.8, 10)),
        of("scale=NaN", () -> Felzenszwalb.of(Double.NaN, 0.8, 10)),
        of("scale=Infinity", () -> Felzenszwalb.of(INFINITE, 0.8, 10)),
        of("sigma=-0.5", () -> Felzenszwalb.of(100, -0.5, 10)),
        of("sigma=1001.0", () -> Felzenszwalb.of(100, 1001, 10)),
        of("min_size=-2", () -> Felzenszwalb.of(100, 0.8, -2)),
        of("scale=-7.0", () -> Felzenszwalb.scales(0.8, 10, 100, -7)),
        of("segments=0", () -> Slic.of(0, 20)),
        of("segments=-3", () -> Slic.segments(20, 10, -3)),
        of("compactness=0.0", () -> Slic.of(10, 0)),
        of("compactness=NaN", () -> Slic.of(10, Double.NaN)),
        of("compactness=Infinity", () -> Slic.of(10, INFINITE)),
        of("superpixels=0", () -> Seeds.of(0)),
        of("levels=1", () -> Seeds.of(10, 1, 2, 5, true, 10)),
        of("levels=21", () -> Seeds.of(10, 21, 2, 5, true, 10)),
        of("prior=-1", () -> Seeds.of(10, 5, -1, 5, true, 10)),
        of("prior=6", () -> Seeds.of(10, 5, 6, 5, true, 10)),
        of("bins=0", () -> Seeds.of(10, 5, 2, 0, true, 10)),
        of("bins=33", () -> Seeds.of(10, 5, 2, 33, true, 10)),
        of("iterations=-1", () -> Seeds.of(10, 5, 2, 5, true, -1)),
        of("markers=0", () -> Watershed.of(0, 1e-4)),
        of("markers=-4", () -> Watershed.markers(1e-4, 5, -4)),
        of("compactness=-0.1", () -> Watershed.of(10, -0.1)),
        of("compactness=Infinity", () -> Watershed.of(10, INFINITE)),
        of("ratio=-1.0", () -> Quickshift.of(-1, 4, 200, 0)),
        of("ratio=Infinity", () -> Quickshift.of(INFINITE, 4, 200, 0)),
        of("kernel_size=0.5", () -> Quickshift.of(0.2, 0.5, 200, 0)),
        of("kernel_size=101.0", () -> Quickshift.of(0.2, 101, 200, 0)),
        of("max_distance=0.0", () -> Quickshift.of(0.2, 4, 0, 0)),
        of("max_distance=Infinity", () -> Quickshift.of(0.2, 4, INFINITE, 0)),
        of("0x4", () -> RegularGrid.of(0, 4)),
        of("4x-1", () -> RegularGrid.of(4, -1)),
        of("radius can't be -1", () -> SlidingWindow.discs(-1, 6)),
        of("radius can't be 40000", () -> SlidingWindow.discs(40_000, 6)),
        of("stride can't be 0", () -> SlidingWindow.discs(40, 0)),
        of("radius can't be -3", () -> SlidingWindow.squares(-3, 6)),
        of("radius can't be 2000000000", () -> SlidingWindow.squares(2_000_000_000, 6)),
        of("stride can't be -6", () -> SlidingWindow.squares(3, -6)),
        of("height can't be 0", () -> SlidingWindow.rectangles(0, 1, 1, 1)),
        of("width can't be -2", () -> SlidingWindow.rectangles(1, -2, 1, 1)),
        of("stride can't be -5", () -> SlidingWindow.rectangles(1, 1, 1, -5)),
        of("5 labels for a map of 2x3", () -> LabelMap.of("test", 2, 3, new int[5])),
        of("0x3", () -> LabelMap.of("test", 0, 3, new int[0])));
  }

  private static Arguments of(String offence, ThrowingCallable call) {
    return arguments(offence, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outOfRange")
  void areNamed(String offence, ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(offence);
  }

  @Test
  void namesShowThemAsPeopleWriteThem() {
    assertThat(Felzenszwalb.of(250, 0.8, 784).name())
        .isEqualTo("felzenszwalb(scale=250, sigma=0.8, min_size=784)");
    assertThat(Slic.of(30, 20).name()).isEqualTo("slic(segments=30, compactness=20)");
    assertThat(Seeds.of(20).name())
        .isEqualTo("seeds(superpixels=20, levels=5, prior=2, bins=5, double_step, iterations=10)");
    assertThat(Watershed.of(20, 1e-4).name())
        .isEqualTo("watershed(markers=20, compactness=0.0001)");
    assertThat(Quickshift.of(0.2, 4, 200, 7).name())
        .isEqualTo("quickshift(ratio=0.2, kernel_size=4, max_distance=200, seed=7)");
    assertThat(RegularGrid.of(3, 4).name()).isEqualTo("grid(3x4)");
    assertThat(SlidingWindow.discs(40, 6).name()).isEqualTo("discs(radius=40, stride=6)");
    assertThat(SlidingWindow.rectangles(3, 4, 5, 6).name())
        .isEqualTo("rectangles(3x4, stride=5x6)");
    assertThat(LabelMap.of("mine.png", 1, 1, new int[1]).name()).isEqualTo("labels(mine.png)");
  }

  /** The greatest numbers that are taken work, on the least picture. */
  @Test
  void extremesThatAreAllowedWork() {
    var pixel = SamplePictures.noise(1, 1, 1);
    assertThat(Felzenszwalb.of(Double.MAX_VALUE, 1000, Integer.MAX_VALUE).partition(pixel).count())
        .isEqualTo(1);
    assertThat(Slic.of(Integer.MAX_VALUE, Double.MAX_VALUE).partition(pixel).count()).isEqualTo(1);
    assertThat(Slic.of(Integer.MAX_VALUE, Double.MIN_VALUE).partition(pixel).count()).isEqualTo(1);
    assertThat(Seeds.of(Integer.MAX_VALUE, 20, 5, 32, true, 1).partition(pixel).count())
        .isEqualTo(1);
    assertThat(Watershed.of(Integer.MAX_VALUE, Double.MAX_VALUE).partition(pixel).count())
        .isEqualTo(1);
    assertThat(RegularGrid.of(Integer.MAX_VALUE, Integer.MAX_VALUE).partition(pixel).count())
        .isEqualTo(1);
    assertThat(
            SlidingWindow.rectangles(
                    Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE)
                .partition(pixel)
                .count())
        .isEqualTo(1);
  }
}
