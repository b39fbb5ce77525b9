package ai.pami.evaluate.metric;

import static ai.pami.evaluate.metric.MapOf.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void everyMetricIsFoundByItsName() {
    assertThat(Metrics.names())
        .doesNotHaveDuplicates()
        .contains("insertion", "deletion", "pointing", "pointing-15", "max-box-acc-v2");
    for (String name : Metrics.names()) {
      assertThat(Metrics.named(name).name()).isEqualTo(name).matches("[a-z0-9-]+");
    }
    assertThat(Metrics.groups().values().stream().flatMap(List::stream))
        .containsExactlyElementsOf(Metrics.names());
  }

  @Test
  void defaultsAreAmongThem() {
    assertThat(Metrics.defaults()).isNotEmpty().doesNotContainNull();
    assertThat(Metrics.defaults()).extracting(Metric::name).contains("insertion", "deletion");
  }

  @Test
  void unknownNamesAreToldTheNearest() {
    assertThatThrownBy(() -> Metrics.named("insertoin"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no metric 'insertoin': did you mean insertion")
        .hasMessageContaining("pixel-auc");
    assertThatThrownBy(() -> Metrics.named("random-logits"))
        .hasMessageContaining("did you mean random-logit");
    assertThatThrownBy(() -> Metrics.named(ModelRandomisation.INDEPENDENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a second model");
  }

  /** Nothing can be said of a map without values, whatever the metric. */
  @Test
  void noMetricHasAValueForAMapWithout() {
    double[] unknown = new double[12];
    Arrays.fill(unknown, Double.NaN);
    JudgedMap judged = MapOf.size(4, 3).values(unknown, box(0, 0, 2, 1));
    for (String name : Metrics.names()) {
      assertThat(Metrics.named(name).measure(judged)).as(name).isEmpty();
    }
  }
}
