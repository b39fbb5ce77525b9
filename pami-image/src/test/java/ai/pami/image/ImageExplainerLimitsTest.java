package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.engine.Cancellation;
import ai.pami.engine.StopReason;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.TestPictures;
import ai.pami.image.segment.RegularGrid;
import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import ai.pami.target.Labels;
import ai.pami.target.Targets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that end early, and models that fail. */
@Timeout(60)
class ImageExplainerLimitsTest {
  private static final Picture PICTURE = TestPictures.flat(20, 10, 0x808080);

  private static FunctionTensorModel model(Function<float[], float[]> function) {
    return new FunctionTensorModel(
        ElementType.FLOAT32, List.of(TensorInfo.FREE, 3, 10, 20), function);
  }

  private static float[] sum(float[] numbers) {
    float sum = 0;
    for (float number : numbers) {
      sum += number;
    }
    return new float[] {sum, -sum};
  }

  /** Asks up to 802 inputs. */
  private static ImageExplainer explainer(FunctionTensorModel model) {
    return ImageExplainer.of(model, Preprocessing.UNIT)
        .partitioners(List.of(RegularGrid.of(10, 20), RegularGrid.of(10, 20), RegularGrid.of(1, 2)))
        .background((picture, regions) -> new float[600]);
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 1", "3, 2, 8", "4, 1, 3", "10, 3, 4", "57, 2, 0", "404, 2, 0"})
  void aBudgetIsObeyed(long budget, int threads, int batch) {
    FunctionTensorModel model = model(ImageExplainerLimitsTest::sum);
    Explanation found =
        explainer(model)
            .budget(budget)
            .threads(threads)
            .batch(batch)
            .explain(PICTURE, Targets.index(0, 1))
            .explanation();
    assertThat(model.asked.get()).isEqualTo(budget);
    assertThat(found.cost().calls()).isEqualTo(budget);
    assertThat(found.cost().stopped()).isEqualTo(StopReason.BUDGET);
    assertValid(found, (int) budget - 2);
  }

  @Test
  void aBudgetThatIsNotUsedUpChangesNothing() {
    FunctionTensorModel model = model(ImageExplainerLimitsTest::sum);
    Explanation found =
        explainer(model).budget(1_000_000).explain(PICTURE, Targets.index(0)).explanation();
    assertThat(found.cost().stopped()).isEqualTo(StopReason.COMPLETE);
    // The second grid repeats the first and costs nothing.
    assertThat(model.asked.get()).isEqualTo(2 + 400 + 4);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 0, -5})
  void aBudgetBelowThreeIsRefused(long budget) {
    ImageExplainer explainer = explainer(model(ImageExplainerLimitsTest::sum));
    assertThatThrownBy(() -> explainer.budget(budget))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("budget of " + budget);
  }

  @Test
  void aCancelledRunStillGivesAMap() {
    Cancellation cancellation = new Cancellation();
    AtomicInteger asked = new AtomicInteger();
    FunctionTensorModel model =
        model(
            numbers -> {
              if (asked.incrementAndGet() == 40) {
                cancellation.cancel();
              }
              return sum(numbers);
            });
    Explanation found =
        explainer(model)
            .cancellation(cancellation)
            .threads(2)
            .explain(PICTURE, Targets.index(0))
            .explanation();
    assertThat(found.cost().stopped()).isEqualTo(StopReason.CANCELLED);
    assertThat(model.asked.get()).isBetween(40L, 405L);
    assertValid(found, 0);
  }

  @Test
  void aRunCancelledBeforeItBeganGivesAnEmptyMap() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    Explanation found =
        explainer(model(ImageExplainerLimitsTest::sum))
            .cancellation(cancellation)
            .explain(PICTURE, Targets.index(0))
            .explanation();
    assertThat(found.cost().stopped()).isEqualTo(StopReason.CANCELLED);
    assertThat(found.map(0).values()).containsOnly(Double.NaN);
    assertThat(found.map(0).peak()).isEqualTo(-1);
  }

  @Test
  void aDeadlineStillGivesAMap() {
    Duration deadline = Duration.ofMillis(200);
    AtomicInteger asked = new AtomicInteger();
    FunctionTensorModel model =
        model(
            numbers -> {
              if (asked.incrementAndGet() == 30) {
                sleep(deadline.plusMillis(50));
              }
              return sum(numbers);
            });
    Explanation found =
        explainer(model)
            .deadline(deadline)
            .threads(1)
            .batch(1)
            .explain(PICTURE, Targets.index(0))
            .explanation();
    assertThat(found.cost().stopped()).isEqualTo(StopReason.DEADLINE);
    assertThat(model.asked.get()).isLessThan(406);
    assertValid(found, 0);
  }

  /** Where a region was asked there is a number, elsewhere there is none. */
  private static void assertValid(Explanation explanation, int leastRegions) {
    ImportanceMap map = explanation.map(0);
    int covered = 0;
    for (int e = 0; e < map.domain().size(); e++) {
      assertThat(Double.isFinite(map.value(e))).isEqualTo(map.coverage(e) > 0);
      covered += map.coverage(e) > 0 ? 1 : 0;
    }
    assertThat(explanation.cost().probes()).isGreaterThanOrEqualTo(leastRegions);
    assertThat(covered).isGreaterThanOrEqualTo(Math.min(leastRegions, map.domain().size()));
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aScoreThatIsNoNumberIsNamedWithItsTarget(float score) {
    Function<float[], float[]> always = numbers -> new float[] {1, score};
    assertNotFinite(always, "1 (broken) is %s for the unmasked picture".formatted(score));
    Function<float[], float[]> whenAllIsHidden =
        numbers -> new float[] {1, sum(numbers)[0] == 0 ? score : 1};
    assertNotFinite(whenAllIsHidden, "1 (broken) is %s for the bare background".formatted(score));
    // The 26th pixel is the only one shown, or the only one hidden.
    Function<float[], float[]> whenMasked =
        numbers -> new float[] {1, numbers[25] > 0 && numbers[26] == 0 ? score : 1};
    assertNotFinite(
        whenMasked, "1 (broken) is %s at model call 28 (keeping 1 element".formatted(score));
  }

  private static void assertNotFinite(Function<float[], float[]> function, String part) {
    Labels labels = Labels.of(List.of("sound", "broken"));
    assertThatThrownBy(
            () -> explainer(model(function)).labels(labels).explain(PICTURE, Targets.index(0, 1)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("the score of target " + part);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 4", "2, 0"})
  void aModelThatThrowsIsOneExceptionThatNamesTheCall(int threads, int batch) {
    AtomicInteger asked = new AtomicInteger();
    FunctionTensorModel failing =
        model(
            numbers -> {
              if (asked.incrementAndGet() == 300) {
                throw new IllegalStateException("device lost");
              }
              return sum(numbers);
            });
    ImageExplainer explainer = explainer(failing).threads(threads).batch(batch);
    assertThatThrownBy(() -> explainer.explain(PICTURE, Targets.index(0)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(
            "the model failed at model call %s".formatted(batch == 1 ? "300 (dropping 1" : ""))
        .hasMessageContaining("of 10x20")
        .hasMessageContaining("device lost")
        .hasRootCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aBatchTheModelDoesNotTakeIsRefused() {
    FunctionTensorModel four =
        new FunctionTensorModel(
            ElementType.FLOAT32, List.of(4, 3, 10, 20), ImageExplainerLimitsTest::sum);
    assertThatThrownBy(() -> explainer(four).batch(3).explain(PICTURE, Targets.index(0)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("batch 3")
        .hasMessageContaining("batches of 4");
  }
}
