package ai.pami.image.segment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Partition;
import ai.pami.image.picture.Picture;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatershedTest {
  private record Entry(double cost, int age, int pixel, int marker) {}

  /** What is left out of the queue changes no label. */
  @ParameterizedTest
  @CsvSource({"40, 30, 12, 0.0001", "30, 40, 60, 0", "25, 25, 5, 0.05", "60, 9, 7, 10"})
  void floodsAsAPlainQueueDoes(int width, int height, int markers, double compactness) {
    for (int seed = 0; seed < 4; seed++) {
      Picture picture = SamplePictures.noise(width, height, seed);
      assertThat(Watershed.of(markers, compactness).partition(picture))
          .isEqualTo(Partition.of(picture.domain(), plain(picture, markers, compactness)));
    }
  }

  @Test
  void onePixelAMarkerIfThereAreThatMany() {
    Partition partition = Watershed.of(5000, 0).partition(SamplePictures.noise(20, 10, 1));
    assertThat(partition.count()).isEqualTo(200);
  }

  @Test
  void muchCompactnessGivesTheCellsOfTheMarkers() {
    Picture picture = SamplePictures.noise(60, 60, 3);
    Partition cells = Watershed.of(9, 1e6).partition(picture);
    SeedGrid seeds = SeedGrid.of(60, 60, 9);
    assertThat(cells.count()).isEqualTo(seeds.count());
    for (int i = 0; i < 3600; i++) {
      double own = distance(seeds, cells.regionOf(i), i, 60);
      for (int s = 0; s < seeds.count(); s++) {
        assertThat(own).isLessThanOrEqualTo(distance(seeds, s, i, 60) + 1e-9);
      }
    }
  }

  private static double distance(SeedGrid seeds, int seed, int pixel, int width) {
    return Math.hypot(seeds.y(seed) - pixel / width, seeds.x(seed) - pixel % width);
  }

  private static int[] plain(Picture picture, int markers, double compactness) {
    int width = picture.width();
    int height = picture.height();
    double[] gradient = gradient(picture);
    int[] labels = new int[gradient.length];
    PriorityQueue<Entry> queue =
        new PriorityQueue<>(Comparator.comparingDouble(Entry::cost).thenComparingInt(Entry::age));
    SeedGrid seeds = SeedGrid.of(height, width, markers);
    for (int s = 0; s < seeds.count(); s++) {
      int pixel = seeds.y(s) * width + seeds.x(s);
      labels[pixel] = s + 1;
      queue.add(new Entry(gradient[pixel], 0, pixel, pixel));
    }
    int age = 1;
    while (!queue.isEmpty()) {
      Entry entry = queue.remove();
      int pixel = entry.pixel();
      if (labels[pixel] != 0 && pixel != entry.marker()) {
        continue;
      }
      labels[pixel] = labels[entry.marker()];
      for (int[] step : new int[][] {{0, -1}, {-1, 0}, {1, 0}, {0, 1}}) {
        int x = pixel % width + step[0];
        int y = pixel / width + step[1];
        if (x >= 0 && y >= 0 && x < width && y < height && labels[y * width + x] == 0) {
          int dy = y - entry.marker() / width;
          int dx = x - entry.marker() % width;
          double cost =
              gradient[y * width + x]
                  + compactness * Math.sqrt((double) dy * dy + (double) dx * dx);
          queue.add(new Entry(cost, age++, y * width + x, entry.marker()));
        }
      }
    }
    return labels;
  }

  /** Sobel by its two 3x3 kernels, border pixels repeated. */
  private static double[] gradient(Picture picture) {
    int w = picture.width();
    int h = picture.height();
    double[] grey = Planes.grey(picture).plane(0);
    double[] gradient = new double[grey.length];
    double[] smooth = {0.25, 0.5, 0.25};
    for (int i = 0; i < grey.length; i++) {
      double down = 0;
      double right = 0;
      for (int k = -1; k <= 1; k++) {
        int x = Math.min(w - 1, Math.max(0, i % w + k));
        int y = Math.min(h - 1, Math.max(0, i / w + k));
        int above = Math.max(0, i / w - 1) * w;
        int below = Math.min(h - 1, i / w + 1) * w;
        int before = Math.max(0, i % w - 1);
        int after = Math.min(w - 1, i % w + 1);
        down += smooth[k + 1] * (grey[below + x] - grey[above + x]);
        right += smooth[k + 1] * (grey[y * w + after] - grey[y * w + before]);
      }
      gradient[i] = Math.sqrt((down * down + right * right) / 2);
    }
    return gradient;
  }
}
