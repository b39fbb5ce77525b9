package ai.pami.image.segment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.image.picture.Picture;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What saves time in SLIC changes no label. */
class SlicClustersTest {

  @ParameterizedTest
  @CsvSource({
    "70, 50, 40, 20",
    "50, 70, 40, 1",
    "64, 64, 5, 200",
    "33, 90, 300, 10",
    "120, 7, 12, 20",
    "1, 60, 9, 5",
    "20, 20, 1000, 20"
  })
  void labelsAreThoseOfThePlainRounds(int width, int height, int segments, double compactness) {
    SeedGrid grid = SeedGrid.of(height, width, segments);
    for (Picture picture :
        List.of(SamplePictures.scene(width, height, 1), SamplePictures.noise(width, height, 2))) {
      Planes lab = LabColours.ofStretched(picture);
      assertThat(new SlicClusters(lab, 1 / compactness, grid).run(10))
          .isEqualTo(new PlainRounds(lab, 1 / compactness, grid).run(10));
    }
  }

  /** K-means as the paper writes it: every centre looks at every pixel within its reach. */
  private static final class PlainRounds {
    private final int width;
    private final int height;
    private final double[][] colours;
    private final double[][] centres;
    private final int reachY;
    private final int reachX;
    private final double weight;
    private final int[] labels;

    PlainRounds(Planes lab, double colourWeight, SeedGrid grid) {
      width = lab.width();
      height = lab.height();
      colours = new double[3][];
      for (int c = 0; c < 3; c++) {
        colours[c] = Arrays.stream(lab.plane(c)).map(value -> value * colourWeight).toArray();
      }
      SeedGrid reach = SeedGrid.of(height, width, grid.count());
      reachY = 2 * reach.stepY();
      reachX = 2 * reach.stepX();
      float step = Math.max(grid.stepY(), grid.stepX());
      weight = 1.0 / (step * step);
      labels = new int[width * height];
      centres = new double[grid.count()][5];
      for (int k = 0; k < centres.length; k++) {
        centres[k][0] = grid.y(k);
        centres[k][1] = grid.x(k);
      }
    }

    int[] run(int rounds) {
      for (int round = 0; round < rounds; round++) {
        double[] distances = new double[labels.length];
        Arrays.fill(distances, Double.MAX_VALUE);
        for (int k = 0; k < centres.length; k++) {
          if (!Double.isNaN(centres[k][0])) {
            assign(k, round == 0, distances);
          }
        }
        move();
      }
      return labels;
    }

    private void assign(int k, boolean spaceAlone, double[] distances) {
      double[] centre = centres[k];
      for (int i = 0; i < labels.length; i++) {
        int y = i / width;
        int x = i % width;
        if (y < (int) Math.max(centre[0] - reachY, 0)
            || y >= (int) Math.min(centre[0] + reachY + 1, height)
            || x < (int) Math.max(centre[1] - reachX, 0)
            || x >= (int) Math.min(centre[1] + reachX + 1, width)) {
          continue;
        }
        double dy = centre[0] - y;
        double dx = centre[1] - x;
        double distance = (dy * dy + dx * dx) * weight;
        if (!spaceAlone) {
          double d0 = colours[0][i] - centre[2];
          double d1 = colours[1][i] - centre[3];
          double d2 = colours[2][i] - centre[4];
          distance += d0 * d0 + d1 * d1 + d2 * d2;
        }
        if (distance < distances[i]) {
          distances[i] = distance;
          labels[i] = k;
        }
      }
    }

    private void move() {
      int[] counts = new int[centres.length];
      for (double[] centre : centres) {
        Arrays.fill(centre, 0);
      }
      for (int i = 0; i < labels.length; i++) {
        double[] centre = centres[labels[i]];
        counts[labels[i]]++;
        int y = i / width;
        int x = i % width;
        centre[0] += y;
        centre[1] += x;
        for (int c = 0; c < 3; c++) {
          centre[2 + c] += colours[c][i];
        }
      }
      for (int k = 0; k < centres.length; k++) {
        for (int f = 0; f < 5; f++) {
          centres[k][f] /= counts[k];
        }
      }
    }
  }
}
