package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.engine.Cancellation;
import ai.pami.engine.Composer;
import ai.pami.engine.Probe;
import ai.pami.engine.ProbeRecorder;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.TargetExplanation;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.TestPictures;
import ai.pami.image.segment.RegularGrid;
import ai.pami.model.ElementType;
import ai.pami.quality.Finding;
import ai.pami.quality.Quality;
import ai.pami.quality.Verdict;
import ai.pami.target.Targets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A checked explanation: the same map, a tenth of its calls more, and what was found. */
class MapCheckTest {
  private static final Picture PICTURE = RedRectangle.picture();

  /** Three classes: red in the rectangle, blue in the left half, and neither. */
  private static FunctionTensorModel classes() {
    int size = RedRectangle.WIDTH * RedRectangle.HEIGHT;
    return new FunctionTensorModel(
        ElementType.FLOAT32,
        List.of(-1, 3, RedRectangle.HEIGHT, RedRectangle.WIDTH),
        numbers -> {
          double red = 0;
          double blue = 0;
          for (int i = 0; i < size; i++) {
            red += RedRectangle.holds(i) ? numbers[i] / 255 / 30 : 0;
            blue += i % RedRectangle.WIDTH < 12 ? numbers[2 * size + i] / 255 / 192 : 0;
          }
          double[] powers = {Math.exp(4 * red), Math.exp(6 * blue), Math.exp(1)};
          double sum = Arrays.stream(powers).sum();
          return new float[] {
            (float) (powers[0] / sum), (float) (powers[1] / sum), (float) (powers[2] / sum)
          };
        });
  }

  private static ImageExplainer explainer(FunctionTensorModel model) {
    return ImageExplainer.of(model, RedRectangle.preprocessing(Channels.RGB))
        .background(Solid.BLACK)
        .partitioners(
            List.of(
                RegularGrid.of(8, 12),
                RegularGrid.of(4, 6),
                RegularGrid.of(16, 24),
                RegularGrid.of(5, 8),
                RegularGrid.of(7, 9),
                RegularGrid.of(6, 12)));
  }

  private static Quality quality(Explanation explained) {
    return explained.targets().get(0).quality().orElseThrow();
  }

  @Test
  void whatIsRightIsReliableAndItsPartsAreFound() {
    TargetExplanation target =
        explainer(classes())
            .check(true)
            .explain(PICTURE, Targets.index(0))
            .explanation()
            .targets()
            .get(0);
    Quality quality = target.quality().orElseThrow();

    assertThat(quality.verdict()).as(quality.toString()).isEqualTo(Verdict.RELIABLE);
    assertThat(quality.reasons()).isEmpty();
    assertThat(quality.findings())
        .extracting(Finding::kind)
        .containsExactly(
            Finding.Kind.SCORE,
            Finding.Kind.FLAT,
            Finding.Kind.ORDER,
            Finding.Kind.SAME_CLASS,
            Finding.Kind.BACKGROUNDS);
    assertThat(quality.curves().orElseThrow().insertion().area())
        .isGreaterThan(quality.curves().orElseThrow().randomInsertion().area());
    double rectangle = 30.0 / (RedRectangle.WIDTH * RedRectangle.HEIGHT);
    // A part of it may do, as a softmax is nearly full before its logit is.
    assertThat(quality.sufficient().orElseThrow().share()).isBetween(rectangle / 3, 2 * rectangle);
    assertThat(quality.necessary().orElseThrow().share()).isLessThan(2 * rectangle);
    assertThat(target.rival().orElseThrow().target().index()).isEqualTo(1);
    assertThat(quality.rival()).isPresent();
    // What the rival needs takes probability from the target.
    assertThat(quality.against().orElseThrow().score()).isGreaterThan(target.score());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 3", "1, 64", "2, 1", "2, 3", "2, 64", "7, 1", "7, 3", "7, 64"})
  void threadsAndBatchesChangeNoBitOfMapsNorOfTheirCheck(int threads, int batch) {
    Picture picture = TestPictures.noise(RedRectangle.WIDTH, RedRectangle.HEIGHT, 5);
    Explanation plain =
        explainer(classes())
            .check(true)
            .threads(1)
            .batch(1)
            .explain(picture, Targets.top(2))
            .explanation();
    Explanation other =
        explainer(classes())
            .check(true)
            .threads(threads)
            .batch(batch)
            .explain(picture, Targets.top(2))
            .explanation();
    for (int k = 0; k < 2; k++) {
      assertThat(other.map(k).values()).containsExactly(plain.map(k).values());
      for (int e = 0; e < plain.domain().size(); e++) {
        assertThat(other.map(k).standardError(e)).isEqualTo(plain.map(k).standardError(e));
      }
      assertThat(other.targets().get(k).quality().toString())
          .isEqualTo(plain.targets().get(k).quality().toString());
    }
    assertThat(other.cost().checkCalls()).isEqualTo(plain.cost().checkCalls());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 40, 60, 250, 600})
  void itTakesAtMostATenthMoreCallsAndLeavesTheMapAsItIs(int budget) {
    FunctionTensorModel model = classes();
    Explanation plain =
        explainer(model).budget(budget).explain(PICTURE, Targets.index(0)).explanation();
    model.asked.set(0);
    Explanation checked =
        explainer(model)
            .budget(budget)
            .check(true)
            .explain(PICTURE, Targets.index(0))
            .explanation();

    assertThat(checked.map(0).values()).containsExactly(plain.map(0).values());
    assertThat(checked.cost().calls()).isEqualTo(plain.cost().calls());
    assertThat(checked.cost().checkCalls()).isLessThanOrEqualTo(checked.cost().calls() / 10);
    assertThat(model.asked).hasValue(checked.cost().calls() + checked.cost().checkCalls());
    assertThat(plain.targets().get(0).quality()).isEmpty();
    assertThat(quality(checked).verdict()).isNotNull();
    if (budget < 40) {
      assertThat(quality(checked).curves()).isEmpty();
      assertThat(quality(checked).verdict()).isNotEqualTo(Verdict.RELIABLE);
      assertThat(quality(checked).unchecked())
          .anyMatch(one -> one.contains("0 calls for the check, a tenth of the map's 3"));
    }
  }

  @Test
  void aDeadlineThatHasPassedLeavesNoCallsForTheCheck() {
    Explanation late =
        explainer(classes())
            .check(true)
            .deadline(Duration.ofNanos(1))
            .explain(PICTURE, Targets.index(0))
            .explanation();
    assertThat(late.cost().checkCalls()).isZero();
    assertThat(quality(late).verdict()).isNotEqualTo(Verdict.RELIABLE);
    assertThat(quality(late).curves()).isEmpty();
    assertThat(quality(late).unchecked()).anyMatch(one -> one.contains("the deadline had passed"));
  }

  /** Cancels at the first answer. */
  private static ProbeRecorder cancelling(Cancellation cancellation) {
    return new ProbeRecorder() {
      @Override
      public void whole(Composer<?> composer, Source source) {}

      @Override
      public void answered(Probe<?> probe, double[] scores, boolean asked) {
        cancellation.cancel();
      }

      @Override
      public void ended(StopReason stopped, long calls) {}
    };
  }

  @Test
  void aCancelledRunIsNotChecked() {
    Cancellation cancellation = new Cancellation();
    Explanation stopped =
        explainer(classes())
            .check(true)
            .cancellation(cancellation)
            .recorder(cancelling(cancellation))
            .explain(PICTURE, Targets.index(0))
            .explanation();
    assertThat(stopped.targets().get(0).quality()).isEmpty();
    assertThat(stopped.cost().checkCalls()).isZero();
  }

  @Test
  void aRegressionHasNoRivalAndNoClass() {
    Explanation explained =
        explainer(RedRectangle.model())
            .check(true)
            .explain(PICTURE, Targets.index(2))
            .explanation();
    assertThat(explained.targets().get(0).rival()).isEmpty();
    assertThat(quality(explained).verdict()).isEqualTo(Verdict.RELIABLE);
    assertThat(quality(explained).findings())
        .extracting(Finding::kind)
        .doesNotContain(Finding.Kind.SAME_CLASS);
    // Score 2 is minus the red: what lowers it is what matters.
    assertThat(quality(explained).sufficient().orElseThrow().text())
        .contains("of the difference to the bare background");
  }
}
