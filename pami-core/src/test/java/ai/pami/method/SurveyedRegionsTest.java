package ai.pami.method;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.engine.Source;
import org.junit.jupiter.api.Test;

class SurveyedRegionsTest {
  private static final Domain DOMAIN = Domain.of(1, 4);
  private final Partition halves = Partition.of(DOMAIN, new int[] {0, 0, 1, 1});
  private final Partition others = Partition.of(DOMAIN, new int[] {0, 0, 1, 2});
  private final SurveyedRegions regions = new SurveyedRegions();

  private void find(Partition parts, double kept, double dropped) {
    for (int part = 0; part < parts.count(); part++) {
      regions.found(parts.region(part), Source.INPUT, new double[] {kept, 0});
      regions.found(parts.region(part), Source.BACKGROUND, new double[] {dropped, -1});
    }
  }

  @Test
  void aRegionOfTwoPartitionsCountsOnce() {
    find(halves, 0.25, 0.5);
    assertThat(regions.knows(others)).isFalse();
    find(others, 0.25, 0.5);

    assertThat(regions.knows(others)).isTrue();
    assertThat(regions.gains(halves, 0)).containsOnly(new Gain(0.25, 0.5));
    assertThat(regions.gains(others, 1)).containsOnly(new Gain(0, -1));
  }

  @Test
  void regionsThatWereOnlyDroppedAddNothingShown() {
    regions.found(halves.region(0), Source.BACKGROUND, new double[] {0.5});
    regions.found(halves.region(1), Source.BACKGROUND, new double[] {0.75});

    assertThat(regions.knows(halves)).isTrue();
    assertThat(regions.gains(halves, 0)).containsExactly(new Gain(0, 0.5), new Gain(0, 0.75));
  }
}
