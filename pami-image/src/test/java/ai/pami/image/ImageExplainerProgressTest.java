package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.engine.Cancellation;
import ai.pami.engine.Forecast;
import ai.pami.engine.StopReason;
import ai.pami.explanation.Cost;
import ai.pami.target.Targets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known of a run before it starts and while it goes on. */
@Timeout(60)
class ImageExplainerProgressTest {
  private static ImageExplainer explainer(FunctionTensorModel model) {
    return ImageExplainer.of(model, RedRectangle.preprocessing(Channels.RGB)).threads(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Preset.class,
      names = {"DEFAULT", "KEEP_AND_DROP"})
  void theMapIsSeenWhileItGetsBetter(Preset preset) {
    List<ImageExplanation> seen = new ArrayList<>();
    ImageExplanation found =
        explainer(RedRectangle.model().slowedBy(4))
            .preset(preset)
            .watching(seen::add)
            .explain(RedRectangle.picture(), Targets.index(0));
    assertThat(seen).hasSizeGreaterThan(2);
    assertThat(seen)
        .extracting(so -> so.explanation().cost().calls())
        .isSorted()
        .allMatch(calls -> calls <= found.explanation().cost().calls());
    assertThat(seen)
        .allSatisfy(
            so -> {
              assertThat(so.map(0).domain()).isEqualTo(found.map(0).domain());
              assertThat(so.explanation().cost().stopped()).isEqualTo(StopReason.CANCELLED);
              assertThat(so.seen()).isEqualTo(found.seen());
            });
    double first = seen.get(0).map(0).rankCorrelation(found.map(0));
    double last = seen.get(seen.size() - 1).map(0).rankCorrelation(found.map(0));
    // The first may be flat, where nothing but the whole was kept yet.
    assertThat(last).isGreaterThan(0.8);
    assertThat(Double.isNaN(first) || first <= last).isTrue();
  }

  @Test
  void beingWatchedChangesNothing() {
    ImageExplainer explainer = explainer(RedRectangle.model());
    ImageExplanation plain = explainer.explain(RedRectangle.picture(), Targets.index(0, 2));
    ImageExplanation watched =
        explainer.watching(so -> {}).explain(RedRectangle.picture(), Targets.index(0, 2));
    for (int k = 0; k < 2; k++) {
      assertThat(watched.map(k).values()).isEqualTo(plain.map(k).values());
    }
    assertThat(watched.explanation().settings()).isEqualTo(plain.explanation().settings());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "7, 64"})
  void aRunEndsOnceItsMapHasSettled(int threads, int batch) {
    ImageExplainer explainer =
        explainer(RedRectangle.model())
            .preset(Preset.KEEP_AND_DROP)
            .untilSettled(0.9)
            .traced(10_000);
    ImageExplanation expected = explainer.explain(RedRectangle.picture(), Targets.index(0));
    Cost cost = expected.explanation().cost();
    assertThat(cost.stopped()).isEqualTo(StopReason.SETTLED);
    assertThat(expected.explanation().settings()).containsEntry("until-settled", "0.9");
    ImageExplanation again =
        explainer.threads(threads).batch(batch).explain(RedRectangle.picture(), Targets.index(0));
    assertThat(again.map(0).values()).isEqualTo(expected.map(0).values());
    assertThat(again.explanation().cost().calls()).isEqualTo(cost.calls());
    ImageExplanation replayed =
        ImageExplainer.replaying(again.trace().orElseThrow(), Map.of())
            .preset(Preset.KEEP_AND_DROP)
            .explain(RedRectangle.picture(), Targets.index(0));
    assertThat(replayed.map(0).values()).isEqualTo(expected.map(0).values());
    assertThat(replayed.explanation().cost().stopped()).isEqualTo(StopReason.SETTLED);
  }

  @Test
  void theDefaultCanSettleToo() {
    ImageExplainer explainer =
        explainer(RedRectangle.model()).budget(5_000).untilSettled(0.5).traced(10_000);
    ImageExplanation settled = explainer.explain(RedRectangle.picture(), Targets.index(0));
    assertThat(settled.explanation().cost().stopped()).isEqualTo(StopReason.SETTLED);
    ImageExplanation replayed =
        ImageExplainer.replaying(settled.trace().orElseThrow(), Map.of())
            .explain(RedRectangle.picture(), Targets.index(0));
    assertThat(replayed.map(0).values()).isEqualTo(settled.map(0).values());
  }

  @Test
  void aBoundThatIsNoCorrelation() {
    assertThatThrownBy(() -> explainer(RedRectangle.model()).untilSettled(1.5))
        .hasMessageContaining("not 1.5");
  }

  @ParameterizedTest
  @EnumSource(
      value = Preset.class,
      names = {"DEFAULT", "KEEP_AND_DROP", "REFERENCE_PRE_SEGMENTATION"})
  void aForecastIsNearWhatTheRunCosts(Preset preset) {
    ImageExplainer explainer =
        explainer(RedRectangle.model().slowedBy(3)).preset(preset).batch(2).check(true);
    Forecast forecast = explainer.forecast(RedRectangle.picture(), Targets.index(0));
    Cost cost = explainer.explain(RedRectangle.picture(), Targets.index(0)).explanation().cost();
    double calls = cost.calls() + cost.checkCalls();
    double seconds = cost.time().plus(cost.checkTime()).toMillis() / 1e3;
    assertThat(forecast.calls() / calls).isCloseTo(1, within(0.5));
    assertThat(forecast.time().toMillis() / 1e3 / seconds).isCloseTo(1, within(0.6));
  }

  @Test
  void aForecastKnowsBudgetDeadlineAndShortRuns() {
    ImageExplainer slow =
        explainer(RedRectangle.model().slowedBy(3))
            .preset(Preset.REFERENCE_PRE_SEGMENTATION)
            .batch(2);
    Forecast limited =
        slow.deadline(Duration.ofSeconds(2)).forecast(RedRectangle.picture(), Targets.index(0));
    assertThat(limited.time()).isEqualTo(Duration.ofSeconds(2));
    assertThat(slow.budget(300).forecast(RedRectangle.picture(), Targets.index(0)).calls())
        .isEqualTo(300);
    FunctionTensorModel quick = RedRectangle.model();
    Forecast whole = explainer(quick).budget(20).forecast(RedRectangle.picture(), Targets.index(0));
    assertThat(whole.calls()).isEqualTo(quick.asked.get());
  }

  @Test
  void aForecastTellsNobodyAndCanBeCancelled() {
    List<Object> heard = new ArrayList<>();
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    FunctionTensorModel model = RedRectangle.model().slowedBy(3);
    explainer(model)
        .watching(heard::add)
        .progress(heard::add)
        .recorder((probe, scores, asked) -> heard.add(probe))
        .cancellation(cancellation)
        .forecast(RedRectangle.picture(), Targets.index(0));
    assertThat(heard).isEmpty();
    assertThat(model.asked.get()).isLessThan(600);
  }
}
