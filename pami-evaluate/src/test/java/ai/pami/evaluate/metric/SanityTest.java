package ai.pami.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.engine.Cancellation;
import ai.pami.evaluate.PixelModel;
import ai.pami.evaluate.method.Occlusion;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageMethod;
import ai.pami.image.picture.Picture;
import ai.pami.target.Targets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Metrics that explain again. */
class SanityTest {
  private static final int WIDTH = 9;
  private static final int HEIGHT = 7;
  private static final int N = WIDTH * HEIGHT;
  private static final RedMethod RED = new RedMethod(1);

  private static Picture noise() {
    byte[] rgb = new byte[3 * N];
    new SplittableRandom(3).nextBytes(rgb);
    return Picture.of(WIDTH, HEIGHT, rgb);
  }

  private static final MapOf NOISE = MapOf.picture(PixelModel.wild(HEIGHT, WIDTH, 1), noise());

  private static JudgedMap judged(ImageMethod method) {
    return judged(NOISE, method);
  }

  private static JudgedMap judged(MapOf of, ImageMethod method) {
    ImageExplainer explainer = of.values(new double[N]).explainer().method(method);
    return of.by(method).values(explainer.explain(of.picture(), Targets.index(0)).map(0).values());
  }

  private static double value(Metric metric, JudgedMap judged) {
    return metric.measure(judged).orElseThrow();
  }

  /**
   * A radius of 0.02 moves a red by at most 5 of 255, so the map by at most sqrt(63) x 5 / 255, and
   * in 10 draws of 63 pixels surely by more than a third of that.
   */
  @Test
  void sensitivityIsTheDistanceOfTheMaps() {
    double most = Math.sqrt(N) * 5 / 255;
    double absolute = value(MaxSensitivity.absolute(), judged(RED));
    assertThat(absolute).isBetween(most / 3, most);
    assertThat(value(MaxSensitivity.absolute(), judged(new RedMethod(3))))
        .isCloseTo(3 * absolute, within(1e-9));
    double norm = 0;
    for (double red : judged(RED).map().values()) {
      norm += red * red;
    }
    double relative = value(MaxSensitivity.relative(), judged(RED));
    assertThat(relative).isCloseTo(absolute / Math.sqrt(norm), within(1e-12));
    assertThat(value(MaxSensitivity.relative(), judged(new RedMethod(3))))
        .isCloseTo(relative, within(1e-9));
    assertThat(value(MaxSensitivity.absolute().withRadius(0.2), judged(RED)))
        .isGreaterThan(5 * absolute);
  }

  @Test
  void moreDrawsNeverLowerTheMaximum() {
    double before = 0;
    for (int draws : new int[] {1, 2, 5, 10, 20}) {
      double now = value(MaxSensitivity.relative().withDraws(draws), judged(RED));
      assertThat(now).isGreaterThanOrEqualTo(before).isPositive();
      before = now;
    }
  }

  @Test
  void aMethodThatIgnoresThePictureIsNotSensitive() {
    RedMethod nothing = new RedMethod(0);
    assertThat(value(MaxSensitivity.absolute(), judged(nothing))).isZero();
    assertThat(MaxSensitivity.relative().measure(judged(nothing))).isEmpty();
    double[] gap = judged(RED).map().values();
    gap[4] = Double.NaN;
    assertThat(MaxSensitivity.absolute().measure(NOISE.values(gap))).isEmpty();
  }

  private static final ImageMethod WINDOWS = Occlusion.defaults().withWindow(3).withStride(2);

  /** A sum of reds, whose shares of the score occlusion finds. */
  private static MapOf sum(double sign) {
    double[] weights = new SplittableRandom(5).doubles(N, 0, 2).map(w -> sign * w).toArray();
    return MapOf.picture(PixelModel.additive(HEIGHT, WIDTH, weights), noise());
  }

  private static ImageExplainer asking(MapOf map) {
    return map.values(new double[N]).explainer();
  }

  @Test
  void randomisedModelsAreExplainedByTheMethodThatMadeTheMap() {
    JudgedMap judged = judged(sum(1), WINDOWS);
    ImageExplainer same = asking(sum(1));
    ImageExplainer inverted = asking(sum(-1));
    ImageExplainer constant =
        asking(MapOf.picture(PixelModel.additive(HEIGHT, WIDTH, new double[N]), noise()));
    Agreement spearman = Agreement.spearman();
    assertThat(value(ModelRandomisation.independent(same, spearman), judged))
        .isCloseTo(1, within(1e-12));
    assertThat(value(ModelRandomisation.independent(inverted, spearman), judged))
        .isCloseTo(-1, within(1e-3));
    ModelRandomisation cascade =
        ModelRandomisation.cascading(List.of(same, inverted, inverted), spearman);
    assertThat(value(cascade, judged)).isCloseTo(-1 / 3.0, within(1e-3));
    assertThat(cascade.agreements(judged).orElseThrow()).hasSize(3);
    assertThat(ModelRandomisation.cascading(List.of(same, constant), spearman).measure(judged))
        .isEmpty();
    assertThatThrownBy(() -> ModelRandomisation.cascading(List.of(), spearman))
        .hasMessageContaining("no randomised model");
  }

  @Test
  void aCancelledExplanationIsNoMeasurement() {
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();
    ImageExplainer stopped = asking(sum(1)).cancellation(cancelled);
    Metric metric = ModelRandomisation.independent(stopped, Agreement.spearman());
    assertThatThrownBy(() -> metric.measure(judged(sum(1), WINDOWS)))
        .isInstanceOf(CancellationException.class);
  }

  /** The other of two outputs has the negative map. */
  @Test
  void anotherOutputHasAnotherMap() {
    assertThat(value(RandomLogit.of(Agreement.spearman()), judged(RED)))
        .isCloseTo(-1, within(1e-12));
    MapOf lonely =
        MapOf.picture(new PixelModel(HEIGHT, WIDTH, numbers -> new double[] {1}), NOISE.picture());
    assertThat(
            RandomLogit.of(Agreement.spearman()).measure(lonely.values(judged(RED).map().values())))
        .isEmpty();
  }

  @Test
  void refusesNoiseThatIsNone() {
    assertThatThrownBy(() -> MaxSensitivity.relative().withRadius(0))
        .hasMessageContaining("radius 0.0");
    assertThatThrownBy(() -> MaxSensitivity.relative().withDraws(0))
        .hasMessageContaining("0 draws");
  }
}
