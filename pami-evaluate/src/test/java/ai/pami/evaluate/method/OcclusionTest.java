package ai.pami.evaluate.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Domain;
import ai.pami.evaluate.PixelModel;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcclusionTest {
  @Test
  void countsOfTheDefaultOn224() {
    Domain domain = Domain.of(224, 224);
    assertThat(new Windows(domain, 70, 6, false).count()).isEqualTo(676);
    assertThat(new Windows(domain, 70, 6, true).count()).isEqualTo(729);
  }

  @ParameterizedTest
  @CsvSource({"9,7,3,2,true", "9,7,3,2,false", "7,9,4,3,true", "5,5,2,5,true", "6,4,10,1,true"})
  void aPixelHasTheMeanDropOfTheWindowsThatHidIt(
      int width, int height, int window, int stride, boolean toTheEdge) {
    Picture picture = PixelModel.noise(width, height, 7);
    LinearModel linear = new LinearModel(picture, 2, 11);
    Occlusion occlusion =
        Occlusion.defaults()
            .withWindow(window)
            .withStride(stride)
            .withToTheEdge(toTheEdge)
            .withBackground(Solid.BLACK);
    var explanation = linear.model.explainer(occlusion).explain(picture, Targets.index(0, 1));
    for (int k = 0; k < 2; k++) {
      double[] sums = new double[width * height];
      int[] counts = new int[width * height];
      for (int y0 : starts(height, window, stride, toTheEdge)) {
        for (int x0 : starts(width, window, stride, toTheEdge)) {
          List<Integer> hidden = new ArrayList<>();
          for (int y = y0; y < Math.min(height, y0 + window); y++) {
            for (int x = x0; x < Math.min(width, x0 + window); x++) {
              hidden.add(y * width + x);
            }
          }
          int target = k;
          double drop = hidden.stream().mapToDouble(i -> linear.share(target, i)).sum();
          for (int i : hidden) {
            sums[i] += drop;
            counts[i]++;
          }
        }
      }
      ImportanceMap map = explanation.map(k);
      for (int i = 0; i < sums.length; i++) {
        assertThat(map.coverage(i)).isEqualTo(counts[i]);
        if (counts[i] == 0) {
          assertThat(toTheEdge && stride <= window).isFalse();
          assertThat(map.value(i)).isNaN();
        } else {
          assertThat(map.value(i)).isCloseTo(sums[i] / counts[i], within(1e-9));
        }
      }
    }
  }

  private static List<Integer> starts(int extent, int window, int stride, boolean toTheEdge) {
    List<Integer> starts = new ArrayList<>();
    for (int start = 0; start + window <= extent; start += stride) {
      starts.add(start);
    }
    if (starts.isEmpty()) {
      return List.of(0);
    }
    if (toTheEdge && !starts.contains(extent - window)) {
      starts.add(extent - window);
    }
    return starts;
  }

  @Test
  void theStrideIsChosenToStayWithinTheCalls() {
    Domain domain = Domain.of(224, 180);
    long before = Long.MAX_VALUE;
    for (long calls : new long[] {100_000, 4000, 1000, 729, 500, 100, 10, 4}) {
      Windows windows = Windows.atMost(calls, domain, 70, true);
      assertThat((long) windows.count()).isLessThanOrEqualTo(Math.min(calls, before));
      before = windows.count();
      if (windows.stride() > 1) {
        Windows finer = new Windows(domain, 70, windows.stride() - 1, true);
        assertThat((long) finer.count()).isGreaterThan(calls);
      }
    }
    assertThat(Windows.atMost(700, Domain.of(224, 224), 70, false).stride()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "5", "40"})
  void noMoreIsAskedThanWasTold(long calls) {
    Picture picture = PixelModel.noise(12, 10, 1);
    LinearModel linear = new LinearModel(picture, 1, 1);
    linear
        .model
        .explainer(Occlusion.defaults().withWindow(3).withCalls(calls))
        .explain(picture, Targets.index(0));
    assertThat(linear.model.asked.get()).isBetween(3L, calls + 2);
  }

  @Test
  void anEarlyEndLeavesTheWholePictureCovered() {
    Picture picture = PixelModel.noise(40, 40, 1);
    LinearModel linear = new LinearModel(picture, 1, 1);
    ImportanceMap map =
        linear
            .model
            .explainer(Occlusion.defaults().withWindow(16).withStride(1))
            .budget(60)
            .explain(picture, Targets.index(0))
            .map(0);
    long without = IntStream.range(0, 1600).filter(i -> map.coverage(i) == 0).count();
    assertThat(without).isLessThan(160);
    assertThat(linear.model.asked.get()).isEqualTo(60);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Occlusion.defaults().withWindow(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("window=0");
    assertThatThrownBy(() -> Occlusion.defaults().withStride(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Occlusion.defaults().withCalls(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
