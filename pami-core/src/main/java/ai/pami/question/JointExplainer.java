package ai.pami.question;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.engine.ElementComposer;
import ai.pami.engine.ElementCopy;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.ProbeEngine;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import ai.pami.method.Evidence;
import ai.pami.method.Layer;
import ai.pami.method.MapWatch;
import ai.pami.method.MethodResult;
import ai.pami.method.PamiMethod;
import ai.pami.method.View;
import ai.pami.model.Predictor;
import ai.pami.model.PredictorModel;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Explains models of several inputs at once: which part of which input the answer depends on. Every
 * part of every input is shown alone and hidden alone, the other inputs hidden or shown with it,
 * and its importance is the mean of what it adds and what its loss takes ({@link Evidence#BOTH}).
 * Immutable and thread-safe; every setting returns a new explainer.
 *
 * <pre>{@code
 * JointExplanation why =
 *     JointExplainer.of(inputs -> answers(inputs))
 *         .explain(
 *             List.of(
 *                 PictureParts.of("photo", photo, Slic.of(30), Blur.of(49, 100, REFLECT)),
 *                 TextParts.of("question", "What is on the table?", TextBackground.deletion())),
 *             Targets.top(1));
 * why.each().get(1).map(0); // a value a word
 * }</pre>
 */
public final class JointExplainer extends Explainer<JointExplainer> {
  private static final String NOUN = "input";
  private static final int LEAST_CHECK = 12;

  private final Predictor<List<Object>> model;

  private JointExplainer(Predictor<List<Object>> model, Asking asking) {
    super(asking);
    this.model = model;
  }

  /**
   * An explainer without labels, whose maps are not checked.
   *
   * @param model takes a list of all inputs, in the order in which they are explained
   */
  public static JointExplainer of(Predictor<List<Object>> model) {
    return new JointExplainer(model, Asking.defaults());
  }

  @Override
  protected JointExplainer with(Asking asking) {
    return new JointExplainer(model, asking);
  }

  /**
   * Explains the model's answer.
   *
   * @param inputs at least one
   * @param targets what of the answer; all of them cost no more than one
   * @throws ai.pami.PamiException if there is no such target, or the model fails or gives a score
   *     that is no number
   */
  public JointExplanation explain(List<JointInput<?>> inputs, Targets targets) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to explain: no inputs");
    }
    int[] starts = starts(inputs);
    Domain domain = Domain.of(starts[inputs.size()]);
    var composer = new ElementComposer<>(domain, shown -> copies(inputs, starts, shown));
    var asked =
        new PredictorModel<>(
            model, ElementCopy<List<Object>>::new, ElementCopy<List<Object>>::input);
    EngineOptions limited = asking().limited(EngineOptions.NO_BUDGET);
    try (var engine = new ProbeEngine<>(asked, limited)) {
      var question = Question.open(engine, composer, NOUN, targets, asking(), asking().check());
      int[] each = IntStream.range(0, domain.size()).toArray();
      var layer = new Layer<>("parts of all inputs", Partition.of(domain, each), composer);
      var view = new View<>("as it is", Optional.empty(), List.of(layer).iterator());
      MethodResult result =
          new PamiMethod<>(
                  engine,
                  question.scoring(),
                  question.baseline(),
                  Evidence.BOTH,
                  asking().until(MapWatch.none()))
              .explain(List.of(view).iterator(), 1);
      MapCheck checked =
          asking().check()
              ? MapCheck.of(
                  question, result, asked, Optional.empty(), asking().options(), LEAST_CHECK)
              : MapCheck.none(question);
      Explanation together =
          question.explained(
              result, checked, asking().describe(settings(inputs)), model.provenance());
      return new JointExplanation(
          together,
          IntStream.range(0, inputs.size())
              .mapToObj(i -> own(together, inputs.get(i), starts[i]))
              .toList());
    }
  }

  /** Where each input's parts begin among all, and where the last one's end. */
  private static int[] starts(List<JointInput<?>> inputs) {
    int[] starts = new int[inputs.size() + 1];
    for (int i = 0; i < inputs.size(); i++) {
      starts[i + 1] = starts[i] + inputs.get(i).parts().count();
    }
    return starts;
  }

  private static List<Object> copies(List<JointInput<?>> inputs, int[] starts, BitSet shown) {
    List<Object> copies = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      copies.add(inputs.get(i).copy().apply(shown.get(starts[i], starts[i + 1])));
    }
    return copies;
  }

  private static Map<String, String> settings(List<JointInput<?>> inputs) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "pami");
    settings.put("evidence", Evidence.BOTH.toString());
    settings.put("inputs", String.join(", ", inputs.stream().map(JointInput::name).toList()));
    return settings;
  }

  /** An input's own share: each element has its part's value. */
  private static Explanation own(Explanation together, JointInput<?> input, int start) {
    Domain domain = input.parts().domain();
    List<TargetExplanation> targets =
        together.targets().stream()
            .map(
                one ->
                    new TargetExplanation(
                        one.target(),
                        one.score(),
                        one.backgroundScore(),
                        spread(one.map(), input.parts(), start)))
            .toList();
    return new Explanation(
        domain, targets, List.of(), together.cost(), together.settings(), together.provenance());
  }

  private static ImportanceMap spread(ImportanceMap map, Partition parts, int start) {
    double[] values = new double[parts.domain().size()];
    Arrays.setAll(values, i -> map.value(start + parts.regionOf(i)));
    return ImportanceMap.of(parts.domain(), values);
  }
}
