package ai.pami.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.engine.Cancellation;
import ai.pami.evaluate.PixelModel;
import ai.pami.image.ImageExplainer;
import ai.pami.image.background.Background;
import ai.pami.image.background.MeanColour;
import ai.pami.image.background.Noise;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerturbationTest {
  private static final int WIDTH = 6;
  private static final int HEIGHT = 4;
  private static final int N = WIDTH * HEIGHT;

  /** Scores by pixel masking done by hand, copy by copy, on the model's function. */
  private static List<Double> naive(
      PixelModel model,
      Picture seen,
      double[] values,
      int step,
      Background background,
      boolean in) {
    float[] picture = seen.toFloats();
    float[] hidden = background.of(seen, null);
    int n = values.length;
    List<Integer> order = new ArrayList<>();
    boolean[] taken = new boolean[n];
    for (int rank = 0; rank < n; rank++) {
      int best = -1;
      for (int i = 0; i < n; i++) {
        boolean better =
            best < 0
                || values[i] > values[best]
                || (Double.isNaN(values[best]) && !Double.isNaN(values[i]));
        if (!taken[i] && better) {
          best = i;
        }
      }
      taken[best] = true;
      order.add(best);
    }
    List<Double> scores = new ArrayList<>();
    for (int shown = 0; ; shown = Math.min(n, shown + step)) {
      float[] numbers = new float[3 * n];
      List<Integer> changed = order.subList(0, shown);
      for (int i = 0; i < 3 * n; i++) {
        boolean fromPicture = changed.contains(i / 3) == in;
        numbers[i] = (fromPicture ? picture[i] : hidden[i]) * 255;
      }
      scores.add((double) model.answer(numbers)[0]);
      if (shown == n) {
        return scores;
      }
    }
  }

  private static double[] randomMap(long seed, boolean ties, boolean gaps) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = random.doubles(N).toArray();
    for (int i = 0; i < N; i++) {
      values[i] = ties ? Math.rint(4 * values[i]) : values[i];
      values[i] = gaps && random.nextInt(5) == 0 ? Double.NaN : values[i];
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 5", "3, 7", "4, 24", "5, 100", "6, 23", "7, 8"})
  void curvesEqualThoseOfCopiesMadeFromScratch(long seed, int step) {
    PixelModel model = PixelModel.wild(HEIGHT, WIDTH, seed);
    Picture picture = PixelModel.picture(WIDTH, HEIGHT, 200, seed);
    double[] values = randomMap(seed, seed % 2 == 0, seed % 3 == 0);
    JudgedMap judged = MapOf.picture(model, picture).values(values);
    for (Background background : List.of(Noise.of(seed), MeanColour.ofPicture(), Solid.BLACK)) {
      PerturbationCurve inserted =
          Insertion.pami().withStep(step).withBackground(background).curve(judged).orElseThrow();
      PerturbationCurve deleted =
          Deletion.pami().withStep(step).withBackground(background).curve(judged).orElseThrow();
      assertClose(inserted.scores(), naive(model, picture, values, step, background, true));
      assertClose(deleted.scores(), naive(model, picture, values, step, background, false));
    }
  }

  private static void assertClose(List<Double> scores, List<Double> truth) {
    assertThat(scores).hasSameSizeAs(truth);
    for (int i = 0; i < truth.size(); i++) {
      assertThat(scores.get(i)).as("point %d", i).isCloseTo(truth.get(i), within(1e-6));
    }
  }

  @Test
  void threadsAndBatchesChangeNothing() {
    PixelModel model = PixelModel.wild(HEIGHT, WIDTH, 3);
    JudgedMap judged =
        MapOf.picture(model, PixelModel.picture(WIDTH, HEIGHT, 90, 3))
            .values(randomMap(3, true, true));
    PerturbationCurve first = Insertion.pami().withStep(2).curve(judged).orElseThrow();
    for (int threads : new int[] {1, 2, 5}) {
      for (int batch : new int[] {1, 3, 16}) {
        ImageExplainer explainer = judged.explainer().threads(threads).batch(batch);
        assertThat(Insertion.pami().withStep(2).curve(with(judged, explainer))).contains(first);
      }
    }
  }

  private static JudgedMap with(JudgedMap judged, ImageExplainer explainer) {
    return new JudgedMap(
        explainer,
        new RedMethod(1),
        judged.explanation(),
        judged.index(),
        judged.boxes(),
        false,
        judged.seed());
  }

  /**
   * Weights 4, 3, 2, 1 over four red pixels of 255, black background, one pixel a step. The perfect
   * map inserts to 0, 4, 7, 9, 10: area (30 - 0/2 - 10/2) / 4 = 6.25; it deletes to 10, 6, 3, 1, 0:
   * (20 - 5) / 4 = 3.75. The inverted map inserts to 0, 1, 3, 6, 10: (20 - 5) / 4 = 3.75.
   */
  @Test
  void perfectAndInvertedMapWorkedOutByHand() {
    MapOf four =
        MapOf.picture(
            PixelModel.additive(2, 2, new double[] {4, 3, 2, 1}), PixelModel.picture(2, 2, 255, 1));
    JudgedMap perfect = four.values(new double[] {9, 8, 1, 0});
    JudgedMap inverted = four.values(new double[] {-9, -8, -1, 0});
    Insertion insertion = Insertion.rise().withStep(1).withBackground(Solid.BLACK);
    Deletion deletion = Deletion.rise().withStep(1);
    assertThat(insertion.curve(perfect).orElseThrow().scores())
        .containsExactly(0.0, 4.0, 7.0, 9.0, 10.0);
    assertThat(insertion.measure(perfect)).hasValue(6.25);
    assertThat(insertion.measure(inverted)).hasValue(3.75);
    assertThat(deletion.curve(perfect).orElseThrow().scores())
        .containsExactly(10.0, 6.0, 3.0, 1.0, 0.0);
    assertThat(deletion.measure(perfect)).hasValue(3.75);
    assertThat(deletion.measure(inverted)).hasValue(6.25);
    assertThat(InsertionDeletion.of("difference", insertion, deletion).measure(perfect))
        .hasValue(2.5);
  }

  /** Steps of 3 of 4 pixels: scores 0, 9, 10 at 0, 3, 4 pixels; area (19 - 5) / 2 = 7. */
  @Test
  void aShorterLastStepCountsAsAWholeOne() {
    JudgedMap perfect =
        MapOf.picture(
                PixelModel.additive(2, 2, new double[] {4, 3, 2, 1}),
                PixelModel.picture(2, 2, 255, 1))
            .values(new double[] {4, 3, 2, 1});
    PerturbationCurve curve =
        Insertion.pami().withStep(3).withBackground(Solid.BLACK).curve(perfect).orElseThrow();
    assertThat(curve.scores()).containsExactly(0.0, 9.0, 10.0);
    assertThat(curve.area()).isEqualTo(7);
    assertThat(curve.pixelsAt(0)).isZero();
    assertThat(curve.pixelsAt(1)).isEqualTo(3);
    assertThat(curve.pixelsAt(2)).isEqualTo(4);
  }

  /** One pixel of value, the others tie: they follow in element order. Weights 1, 2, 4, 8. */
  @Test
  void tiesFollowInElementOrderAndNaNsLast() {
    MapOf four =
        MapOf.picture(
            PixelModel.additive(2, 2, new double[] {1, 2, 4, 8}), PixelModel.picture(2, 2, 255, 1));
    Insertion insertion = Insertion.pami().withStep(1).withBackground(Solid.BLACK);
    assertThat(insertion.curve(four.values(new double[] {0, 0, 1, 0})).orElseThrow().scores())
        .containsExactly(0.0, 4.0, 5.0, 7.0, 15.0);
    assertThat(
            insertion
                .curve(four.values(new double[] {Double.NaN, 0, 1, -5}))
                .orElseThrow()
                .scores())
        .containsExactly(0.0, 4.0, 6.0, 14.0, 15.0);
  }

  @Test
  void mapsWithoutAnOrderAreUndefinedAndCostNoCall() {
    PixelModel model = PixelModel.wild(HEIGHT, WIDTH, 3);
    MapOf map = MapOf.picture(model, PixelModel.picture(WIDTH, HEIGHT, 90, 3));
    double[] constant = new double[N];
    double[] unknown = new double[N];
    Arrays.fill(unknown, Double.NaN);
    double[] oneKnown = unknown.clone();
    oneKnown[5] = 1;
    for (double[] values : List.of(constant, unknown, oneKnown)) {
      JudgedMap judged = map.values(values);
      assertThat(Insertion.pami().measure(judged)).isEmpty();
      assertThat(Deletion.rise().measure(judged)).isEmpty();
      assertThat(InsertionDeletion.pami().measure(judged)).isEmpty();
      assertThat(Insertion.rise().curve(judged)).isEmpty();
    }
    assertThat(model.asked).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noOrderBeatsThePerfectOneOnAnAdditiveModel(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] weights = random.doubles(N, -1, 1).toArray();
    MapOf map =
        MapOf.picture(
            PixelModel.additive(HEIGHT, WIDTH, weights), PixelModel.picture(WIDTH, HEIGHT, 255, 2));
    int step = random.nextInt(1, 8);
    Insertion insertion = Insertion.pami().withStep(step).withBackground(Solid.BLACK);
    Deletion deletion = Deletion.rise().withStep(step);
    double bestInsertion = insertion.measure(map.values(weights)).orElseThrow();
    double bestDeletion = deletion.measure(map.values(weights)).orElseThrow();
    for (int other = 0; other < 12; other++) {
      double[] values = randomMap(100 * seed + other, other % 2 == 0, false);
      JudgedMap judged = map.values(values);
      assertThat(insertion.measure(judged).orElseThrow()).isLessThanOrEqualTo(bestInsertion + 1e-6);
      assertThat(deletion.measure(judged).orElseThrow())
          .isGreaterThanOrEqualTo(bestDeletion - 1e-6);
    }
  }

  @Test
  void monotoneRescalingOfTheMapChangesNothing() {
    MapOf map =
        MapOf.picture(PixelModel.wild(HEIGHT, WIDTH, 8), PixelModel.picture(WIDTH, HEIGHT, 60, 8));
    double[] values = randomMap(8, true, true);
    double[] rescaled = Arrays.stream(values).map(v -> Math.exp(3 * v) - 20).toArray();
    assertThat(Insertion.pami().withStep(3).curve(map.values(rescaled)))
        .isEqualTo(Insertion.pami().withStep(3).curve(map.values(values)));
    assertThat(Deletion.pami().withStep(3).curve(map.values(rescaled)))
        .isEqualTo(Deletion.pami().withStep(3).curve(map.values(values)));
  }

  /**
   * ceil(24 / 5) + 1 = 6 points, a call each; budget and deadline of the judged run don't count.
   */
  @Test
  void aCurveCostsOneCallAPointWhateverTheExplainersLimits() {
    PixelModel model = PixelModel.wild(HEIGHT, WIDTH, 3);
    JudgedMap judged =
        MapOf.picture(model, PixelModel.picture(WIDTH, HEIGHT, 90, 3))
            .values(randomMap(3, false, false));
    ImageExplainer limited = judged.explainer().budget(3).deadline(Duration.ofNanos(1));
    for (Metric metric : List.of(Insertion.pami().withStep(5), Deletion.rise().withStep(5))) {
      long before = model.asked.get();
      assertThat(metric.measure(with(judged, limited))).isPresent();
      assertThat(model.asked.get() - before).isEqualTo(6);
    }
  }

  @Test
  void aCancelledMeasurementSaysSo() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    JudgedMap judged = MapOf.size(WIDTH, HEIGHT).values(randomMap(1, false, false));
    JudgedMap cancelled = with(judged, judged.explainer().cancellation(cancellation));
    assertThatThrownBy(() -> Insertion.pami().withStep(1).measure(cancelled))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void meanOfAreasIsTheAreaOfTheMean() {
    PerturbationCurve a = new PerturbationCurve(4, 2, List.of(0.0, 0.5, 1.0));
    PerturbationCurve b = new PerturbationCurve(4, 2, List.of(0.2, 0.9, 0.4));
    assertThat(PerturbationCurve.mean(List.of(a, b)).scores()).containsExactly(0.1, 0.7, 0.7);
    // a: (1.5 - 0.5) / 2 = 0.5; b: (1.5 - 0.3) / 2 = 0.6.
    assertThat(PerturbationCurve.meanArea(List.of(a, b)).orElseThrow())
        .isCloseTo(0.55, within(1e-12));
    assertThat(PerturbationCurve.mean(List.of(a, b)).area()).isCloseTo(0.55, within(1e-12));
    assertThat(PerturbationCurve.meanArea(List.of())).isEmpty();
  }

  @Test
  void refusesWhatIsNoCurve() {
    assertThatThrownBy(() -> new PerturbationCurve(4, 2, List.of(0.0, 0.5)))
        .hasMessageContaining("2 scores of 4 pixels in steps of 2");
    assertThatThrownBy(() -> Insertion.pami().withStep(0)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> PerturbationCurve.mean(List.of())).hasMessageContaining("no curves");
    PerturbationCurve a = new PerturbationCurve(4, 2, List.of(0.0, 0.5, 1.0));
    PerturbationCurve b = new PerturbationCurve(3, 2, List.of(0.0, 0.5, 1.0));
    assertThatThrownBy(() -> PerturbationCurve.mean(List.of(a, b)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of 3 by 2");
  }

  /** RISE's code pads the normalised input with zeros, so a flat picture of them stays flat. */
  @Test
  void zerosOfANormalisedInputAreTheMeanColour() {
    byte[] rgb = new byte[3 * 20 * 15];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) new int[] {124, 116, 104}[i % 3];
    }
    Picture mean = Picture.of(20, 15, rgb);
    float[] colour = ImageNetZero.COLOUR.of(mean, null);
    float[] blurred = ImageNetZero.BLUR.of(mean, null);
    for (int i = 0; i < rgb.length; i++) {
      assertThat(colour[i]).isEqualTo(new float[] {0.485f, 0.456f, 0.406f}[i % 3]);
      assertThat(blurred[i]).isCloseTo(colour[i], within(0.003f));
    }
    assertThat(List.of(ImageNetZero.COLOUR.name(), ImageNetZero.BLUR.name()))
        .doesNotHaveDuplicates();
  }
}
