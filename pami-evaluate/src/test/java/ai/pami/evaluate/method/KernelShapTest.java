package ai.pami.evaluate.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Partition;
import ai.pami.engine.Cancellation;
import ai.pami.evaluate.PixelModel;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.background.MeanColour;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.RegularGrid;
import ai.pami.target.Targets;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelShapTest {
  private static final KernelShap OVER_BLACK = KernelShap.defaults().withBackground(Solid.BLACK);

  private static double[] explain(PixelGame game, KernelShap method) {
    return game.explain(method.withPartitioner(RegularGrid.of(1, game.players())));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 11})
  void withAllCoalitionsTheValuesAreShapleys(int players) {
    PixelGame game = PixelGame.random(players, players);
    double[] values = explain(game, OVER_BLACK);
    for (int i = 0; i < players; i++) {
      assertThat(values[i]).isCloseTo(game.shapley(i), within(1e-9));
    }
    assertThat(game.asked()).isEqualTo(Math.max(2, 1L << players));
  }

  @ParameterizedTest
  @CsvSource({"40", "120", "600", "4096"})
  void onALinearModelTheValuesAreTheSuperpixelsShares(long samples) {
    Picture picture = PixelModel.noise(14, 9, 5);
    LinearModel linear = new LinearModel(picture, 2, 3);
    RegularGrid grid = RegularGrid.of(3, 7);
    Partition cells = grid.partition(picture);
    var explanation =
        linear
            .model
            .explainer(OVER_BLACK.withPartitioner(grid).withSamples(samples))
            .explain(picture, Targets.index(0, 1));
    for (int k = 0; k < 2; k++) {
      double[] shares = linear.shares(k, cells);
      for (int i = 0; i < 14 * 9; i++) {
        assertThat(explanation.map(k).value(i)).isCloseTo(shares[cells.regionOf(i)], within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2,1", "7,2", "30,3", "100,4", "300,5"})
  void theValuesAddUpWhateverIsAsked(long samples, long seed) {
    PixelGame game = PixelGame.random(10, seed);
    double[] values = explain(game, OVER_BLACK.withSamples(samples).withSeed(seed));
    double sum = 0;
    for (double value : values) {
      assertThat(value).isFinite();
      sum += value;
    }
    assertThat(sum).isCloseTo(game.worth(1023) - game.worth(0), within(1e-9));
    assertThat(game.asked()).isLessThanOrEqualTo(samples + 2);
  }

  @Test
  void samplesComeNearerToShapleysValues() {
    PixelGame game = PixelGame.random(13, 1);
    double[] errors = new double[2];
    for (int i = 0; i < 2; i++) {
      for (long seed = 0; seed < 6; seed++) {
        double[] values = explain(game, OVER_BLACK.withSamples(i == 0 ? 300 : 4800).withSeed(seed));
        for (int j = 0; j < 13; j++) {
          errors[i] += Math.pow(values[j] - game.shapley(j), 2);
        }
      }
    }
    assertThat(errors[1]).isLessThan(errors[0] / 4);
  }

  @Test
  void whatTwoDoTogetherIsHalvedAndADummyGetsNothing() {
    double[] and = new double[1 << 6];
    for (int c = 0; c < and.length; c++) {
      and[c] = (c & 0b10010) == 0b10010 ? 1 : 0;
    }
    double[] values = explain(new PixelGame(6, and), OVER_BLACK);
    for (int i = 0; i < 6; i++) {
      assertThat(values[i]).isCloseTo(i == 1 || i == 4 ? 0.5 : 0, within(1e-12));
    }
  }

  @Test
  void playersWhoAddTheSameGetTheSame() {
    double[] worth = new double[1 << 9];
    for (int c = 0; c < worth.length; c++) {
      worth[c] = (float) Math.sqrt(Integer.bitCount(c & 0b111) + 3 * Integer.bitCount(c >> 3));
    }
    double[] values = explain(new PixelGame(9, worth), OVER_BLACK);
    for (int i = 1; i < 9; i++) {
      assertThat(values[i]).isCloseTo(values[i < 3 ? 0 : 3], within(1e-9));
    }
    assertThat(values[3]).isGreaterThan(values[0]);
  }

  @Test
  void coalitionsComeInPairsTheOuterSizesCompletely() {
    ShapleySampling sampling = new ShapleySampling(12, 500, 3);
    assertThat(sampling.count()).isEqualTo(500);
    Coalitions asked = new Coalitions(12);
    Set<BitSet> different = new HashSet<>();
    int[] sizes = new int[13];
    for (int i = 0; i < 500; i += 2) {
      BitSet on = sampling.get();
      BitSet off = sampling.get();
      assertThat(on.intersects(off)).isFalse();
      assertThat(on.cardinality() + off.cardinality()).isEqualTo(12);
      different.add(on);
      different.add(off);
      sizes[on.cardinality()]++;
      sizes[off.cardinality()]++;
      asked.add(on, new double[0]);
      asked.add(off, new double[0]);
    }
    assertThat(sizes[0]).isZero();
    assertThat(sizes[1]).isEqualTo(12);
    assertThat(sizes[2]).isEqualTo(66);
    assertThat(sizes[5]).isBetween(20, 70);
    assertThat(different.size()).isGreaterThan(400);
    double[] weights = sampling.weights(asked);
    double total = 0;
    double kernel = 0;
    for (int i = 0; i < 500; i++) {
      total += weights[i];
    }
    for (int k = 1; k < 12; k++) {
      kernel += 11.0 / (k * (12 - k));
    }
    assertThat(total).isCloseTo(1, within(1e-12));
    assertThat(weights[0]).isCloseTo(11.0 / 11 / kernel / 12, within(1e-12));
    assertThat(weights[30]).isCloseTo(11.0 / 20 / kernel / 66, within(1e-12));
  }

  @Test
  void aBackgroundThatFollowsTheSuperpixelsIsAskedAsItIs() {
    Picture picture = PixelModel.noise(6, 4, 2);
    RegularGrid grid = RegularGrid.of(2, 3);
    Partition cells = grid.partition(picture);
    PixelModel model =
        new PixelModel(
            4,
            6,
            pixels -> {
              double squares = 0;
              for (float pixel : pixels) {
                squares += pixel * (double) pixel;
              }
              return new double[] {squares / 1e6};
            });
    KernelShap method =
        KernelShap.defaults().withPartitioner(grid).withBackground(MeanColour.ofRegions());
    ImportanceMap map = model.explainer(method).explain(picture, Targets.index(0)).map(0);
    float[] mean = MeanColour.ofRegions().of(picture, cells);
    double[] gains = new double[cells.count()];
    for (int i = 0; i < 72; i++) {
      double shown = picture.value(i / 3, i % 3);
      double hidden = 255 * mean[i];
      gains[cells.regionOf(i / 3)] += (shown * shown - hidden * hidden) / 1e6;
    }
    for (int i = 0; i < 24; i++) {
      assertThat(map.value(i)).isCloseTo(gains[cells.regionOf(i)], within(1e-6));
    }
  }

  @Test
  void aRunWithoutTimeGivesEvenShares() {
    Picture picture = PixelModel.noise(14, 9, 5);
    LinearModel linear = new LinearModel(picture, 1, 3);
    var explainer = linear.model.explainer(OVER_BLACK.withPartitioner(RegularGrid.of(3, 7)));
    var cancelled = new Cancellation();
    cancelled.cancel();
    double[] values =
        explainer.cancellation(cancelled).explain(picture, Targets.index(0)).map(0).values();
    for (double value : values) {
      assertThat(value).isCloseTo(linear.whole(0) / 21, within(1e-9));
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> KernelShap.defaults().withSamples(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("samples=1");
  }
}
