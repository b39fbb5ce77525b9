package ai.pami.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlidingWindowsTest {

  @Test
  void theAuthorsSettingHas1444Discs() {
    assertThat(SlidingWindows.discs(Domain.of(224, 224), 40, 6).count()).isEqualTo(1444);
  }

  /** Every disc holds exactly the pixels within its radius, and every centre has one disc. */
  @ParameterizedTest
  @CsvSource({"7, 11, 3, 2", "20, 13, 5, 4", "1, 1, 40, 6", "10, 10, 0, 3", "3, 30, 8, 7"})
  void discsHoldTheirPixels(int height, int width, int radius, int stride) {
    Domain domain = Domain.of(height, width);
    SlidingWindows windows = SlidingWindows.discs(domain, radius, stride);
    Set<Region> expected = new HashSet<>();
    int count = 0;
    for (int cy = 0; cy < height; cy += stride) {
      for (int cx = 0; cx < width; cx += stride) {
        int[] spans = new int[2 * domain.size()];
        int n = 0;
        for (int i = 0; i < domain.size(); i++) {
          int dy = i / width - cy;
          int dx = i % width - cx;
          if (dx * dx + dy * dy <= radius * radius) {
            spans[n++] = i;
            spans[n++] = i + 1;
          }
        }
        expected.add(Region.ofSpans(java.util.Arrays.copyOf(spans, n)));
        count++;
      }
    }
    assertThat(windows.count()).isEqualTo(count);
    Set<Region> found = new HashSet<>();
    for (int i = 0; i < windows.count(); i++) {
      found.add(windows.region(i));
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void rectanglesAsLongAsAnAxisCoverItOnce() {
    SlidingWindows windows = SlidingWindows.rectangles(Domain.of(48, 320), 48, 32, 48, 4);
    assertThat(windows.count()).isEqualTo(80);
    for (int i = 0; i < windows.count(); i++) {
      assertThat(windows.region(i).size() % 48).isZero();
    }
    assertThat(SlidingWindows.rectangles(Domain.of(5, 5), 9, 9, 1, 1).count()).isEqualTo(1);
    assertThat(SlidingWindows.rectangles(Domain.of(5, 5), 9, 9, 1, 1).region(0).size())
        .isEqualTo(25);
  }

  @Test
  void rectanglesAreCentredAndCutOffAtTheBorder() {
    Domain domain = Domain.of(6, 6);
    SlidingWindows windows = SlidingWindows.rectangles(domain, 3, 3, 6, 6);
    assertThat(windows.count()).isEqualTo(1);
    assertThat(windows.region(0)).isEqualTo(Region.ofSpans(0, 2, 6, 8));
  }

  /** A run that stops after a tenth of the windows has still looked everywhere. */
  @Test
  void theFirstWindowsLieEverywhere() {
    Domain domain = Domain.of(224, 224);
    SlidingWindows windows = SlidingWindows.discs(domain, 40, 6);
    int[] coverage = new int[domain.size()];
    for (int i = 0; i < windows.count() / 10; i++) {
      Region region = windows.region(i);
      for (int s = 0; s < region.spanCount(); s++) {
        for (int e = region.start(s); e < region.end(s); e++) {
          coverage[e]++;
        }
      }
    }
    assertThat(coverage).doesNotContain(0);
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThatThrownBy(() -> SlidingWindows.discs(Domain.of(10), 1, 1))
        .hasMessageContaining("two axes");
    assertThatThrownBy(() -> SlidingWindows.discs(Domain.of(10, 10), -1, 1))
        .hasMessageContaining("radius can't be -1");
    assertThatThrownBy(() -> SlidingWindows.discs(Domain.of(10, 10), 1, 0))
        .hasMessageContaining("stride can't be 0");
  }
}
