package ai.pami.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.engine.ElementComposer;
import ai.pami.engine.ElementCopy;
import ai.pami.engine.ProbeEngine;
import ai.pami.explanation.Explanation;
import ai.pami.method.Evidence;
import ai.pami.method.Layer;
import ai.pami.method.MethodResult;
import ai.pami.method.PamiMethod;
import ai.pami.method.View;
import ai.pami.model.Predictor;
import ai.pami.model.PredictorModel;
import ai.pami.target.Targets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What docs/extending.md shows is what runs here: a new kind of input, from the parts of the core.
 */
class NewInputTest {
  // EXTENDING:
  /** Explains what a model made of a shopping basket. */
  static final class BasketExplainer extends Explainer<BasketExplainer> {
    private final Predictor<List<String>> model;

    private BasketExplainer(Predictor<List<String>> model, Asking asking) {
      super(asking);
      this.model = model;
    }

    static BasketExplainer of(Predictor<List<String>> model) {
      return new BasketExplainer(model, Asking.defaults());
    }

    @Override
    protected BasketExplainer with(Asking asking) {
      return new BasketExplainer(model, asking);
    }

    Explanation explain(List<String> basket, Targets targets) {
      // The elements, and what the model is given when only some of them are shown.
      Domain domain = Domain.of(basket.size());
      var composer =
          new ElementComposer<List<String>>(
              domain, shown -> shown.stream().mapToObj(basket::get).toList());
      var asked = new PredictorModel<>(model, ElementCopy<List<String>>::new, ElementCopy::input);
      try (var engine = new ProbeEngine<>(asked, asking().limited(1000))) {
        var question = Question.open(engine, composer, "basket", targets, asking(), false);
        // Which parts are asked about: each item for itself.
        int[] items = IntStream.range(0, basket.size()).toArray();
        var parts = new Layer<>("items", Partition.of(domain, items), composer);
        var view = new View<>("as it is", Optional.empty(), List.of(parts).iterator());
        MethodResult result =
            new PamiMethod<>(engine, question.scoring(), question.baseline(), Evidence.BOTH)
                .explain(List.of(view).iterator(), 1);
        return question.explained(
            result, MapCheck.none(question), Map.of("method", "pami"), model.provenance());
      }
    }
  }

  // end

  @Test
  void anAdditiveModelsItemsAreWorthWhatTheyAdd() {
    Map<String, Double> prices = Map.of("tea", 3.0, "pan", 40.0, "salt", 1.0, "voucher", -5.0);
    Predictor<List<String>> model =
        baskets -> {
          List<double[]> sums = new ArrayList<>();
          baskets.forEach(
              basket -> sums.add(new double[] {basket.stream().mapToDouble(prices::get).sum()}));
          return sums.toArray(double[][]::new);
        };
    Explanation explained =
        BasketExplainer.of(model)
            .explain(List.of("tea", "pan", "salt", "voucher"), Targets.index(0));
    assertThat(explained.map(0).values())
        .containsExactly(new double[] {3, 40, 1, -5}, within(1e-9));
    assertThat(explained.cost().calls()).isEqualTo(10);
  }

  @Test
  void theDocumentShowsTheExplainerThatRuns() throws IOException {
    String source =
        Files.readString(
            Path.of("src/test/java/ai/pami/question/NewInputTest.java"), StandardCharsets.UTF_8);
    String example =
        source
            .split("// EXTENDING:\n", 2)[1]
            .split("\n *// end\n", 2)[0]
            .stripTrailing()
            .stripIndent();
    assertThat(Files.readString(Path.of("../docs/extending.md"))).contains(example.strip());
  }
}
