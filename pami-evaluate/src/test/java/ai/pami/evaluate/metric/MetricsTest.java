package ai.pami.evaluate.metric;

import static ai.pami.evaluate.metric.MapOf.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** Rows such as {@code | `name` | more | ...}. */
  @Test
  void theDocumentHasARowForEveryMetric() throws IOException {
    Pattern row = Pattern.compile("\\| `([a-z0-9-]+)` \\| (more|less) (\\| [^|]+ ){4}\\|");
    Map<String, Boolean> documented = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/metrics.md"))) {
      if (line.startsWith("| `")) {
        Matcher matcher = row.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        documented.put(matcher.group(1), matcher.group(2).equals("more"));
      }
    }
    Map<String, Boolean> known = new LinkedHashMap<>();
    Metrics.names().forEach(name -> known.put(name, Metrics.named(name).higherIsBetter()));
    known.put(ModelRandomisation.INDEPENDENT, false);
    assertThat(documented).containsExactlyEntriesOf(known);
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
