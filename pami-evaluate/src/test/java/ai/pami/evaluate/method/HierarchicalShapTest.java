package ai.pami.evaluate.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.evaluate.PixelModel;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.target.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HierarchicalShapTest {
  private static final HierarchicalShap OVER_BLACK =
      HierarchicalShap.defaults().withBackground(Solid.BLACK);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 8})
  void allRectanglesHalvedTheValuesAreOwens(int players) {
    PixelGame game = PixelGame.random(players, players);
    double[] owen = game.owen();
    double[] values = game.explain(OVER_BLACK.withCalls(10_000));
    for (int i = 0; i < players; i++) {
      assertThat(values[i]).isCloseTo(owen[i], within(1e-9));
    }
  }

  @Test
  void onALinearModelAPixelHasItsOwnShare() {
    Picture picture = PixelModel.noise(7, 5, 3);
    LinearModel linear = new LinearModel(picture, 2, 3);
    var explanation =
        linear.model.explainer(OVER_BLACK.withCalls(100_000)).explain(picture, Targets.index(0, 1));
    for (int k = 0; k < 2; k++) {
      for (int i = 0; i < 35; i++) {
        assertThat(explanation.map(k).value(i)).isCloseTo(linear.share(k, i), within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2", "9", "40", "200"})
  void theValuesAddUpWhateverIsAsked(long calls) {
    PixelGame game = PixelGame.random(12, calls);
    double sum = 0;
    for (double value : game.explain(OVER_BLACK.withCalls(calls))) {
      sum += value;
    }
    assertThat(sum).isCloseTo(game.worth(4095) - game.worth(0), within(1e-9));
    assertThat(game.asked()).isLessThanOrEqualTo(calls + 2);
  }

  @Test
  void whatTwoDoTogetherIsHalvedAndADummyGetsNothing() {
    double[] and = new double[1 << 9];
    for (int c = 0; c < and.length; c++) {
      and[c] = (c & 0b100000100) == 0b100000100 ? 1 : 0;
    }
    double[] values = new PixelGame(9, and).explain(OVER_BLACK);
    for (int i = 0; i < 9; i++) {
      assertThat(values[i]).isCloseTo(i == 2 || i == 8 ? 0.5 : 0, within(1e-12));
    }
  }

  @Test
  void whereTheScoreChangesMostIsHalvedFirst() {
    int width = 64;
    Picture picture = PixelModel.ones(width, width);
    int spot = 45 * width + 13;
    PixelModel model =
        new PixelModel(width, width, pixels -> new double[] {pixels[3 * spot] > 0 ? 1 : 0});
    double[] values =
        model
            .explainer(OVER_BLACK.withCalls(200))
            .explain(picture, Targets.index(0))
            .map(0)
            .values();
    // 63 halvings lead to the block of 8x8 around the spot, in all contexts; the rest lead further.
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      boolean near = i / width / 8 == 45 / 8 && i % width / 8 == 13 / 8;
      assertThat(values[i]).isBetween(0.0, near ? values[spot] : 0.0);
      sum += values[i];
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  @Test
  void aRunThatEndsEarlyIsTheRunOfFewerCalls() {
    Picture picture = PixelModel.noise(16, 12, 3);
    LinearModel linear = new LinearModel(picture, 1, 3);
    double[] early =
        linear
            .model
            .explainer(OVER_BLACK)
            .budget(62)
            .explain(picture, Targets.index(0))
            .map(0)
            .values();
    double[] small =
        linear
            .model
            .explainer(OVER_BLACK.withCalls(60))
            .explain(picture, Targets.index(0))
            .map(0)
            .values();
    assertThat(early).isEqualTo(small);
    double sum = 0;
    for (double value : early) {
      sum += value;
    }
    assertThat(sum).isCloseTo(linear.whole(0), within(1e-6));
  }

  @Test
  void rowsAreHalvedFirstAndTheSecondHalfIsTheLargerOne() {
    Rectangle square = new Rectangle(0, 0, 5, 5);
    assertThat(square.firstHalf()).isEqualTo(new Rectangle(0, 0, 2, 5));
    assertThat(square.secondHalf()).isEqualTo(new Rectangle(2, 0, 5, 5));
    assertThat(square.firstHalf().secondHalf()).isEqualTo(new Rectangle(0, 2, 2, 5));
  }

  @Test
  void aContextIsTheUnionOfItsRectangles() {
    Context context = Context.EMPTY.and(new Rectangle(0, 2, 2, 4)).and(new Rectangle(1, 0, 3, 2));
    assertThat(context.region(Domain.of(3, 4))).isEqualTo(Region.ofSpans(2, 4, 4, 8, 8, 10));
    assertThat(Context.EMPTY.region(Domain.of(3, 4))).isEqualTo(Region.none());
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new HierarchicalShap(1, Solid.BLACK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("calls=1");
  }
}
