package ai.pami.report;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class OutlinesTest {
  @Test
  void drawsWhereNeighboursDiffer() {
    int[] labels = {0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0};
    BufferedImage image = Outlines.of(Partition.of(Domain.of(3, 4), labels));
    String drawn = "";
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 4; x++) {
        drawn += image.getRGB(x, y) >>> 24 == 0 ? "." : "#";
      }
    }
    assertThat(drawn).isEqualTo(".#..".concat(".###").concat("...."));
  }
}
