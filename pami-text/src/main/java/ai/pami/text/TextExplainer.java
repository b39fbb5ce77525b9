package ai.pami.text;

import ai.pami.PamiException;
import ai.pami.domain.Partitioner;
import ai.pami.engine.ElementComposer;
import ai.pami.engine.ElementCopy;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.Forecast;
import ai.pami.engine.ProbeEngine;
import ai.pami.method.MapWatch;
import ai.pami.method.MethodResult;
import ai.pami.model.Model;
import ai.pami.model.Predictor;
import ai.pami.model.PredictorModel;
import ai.pami.question.Asking;
import ai.pami.question.Explainer;
import ai.pami.question.MapCheck;
import ai.pami.question.Question;
import ai.pami.target.Targets;
import java.util.List;
import java.util.Optional;

/**
 * Explains what a text model read. Immutable and thread-safe; every setting returns a new
 * explainer.
 *
 * <pre>{@code
 * var explanation =
 *     TextExplainer.of(texts -> service.probabilities(texts))
 *         .explain("A gorgeous, witty, seductive movie.", Targets.top(1));
 * explanation.importances(0).forEach(System.out::println);
 * }</pre>
 *
 * @see TextSelection for what is asked
 */
public final class TextExplainer extends Explainer<TextExplainer> {
  private static final String NOUN = "text";

  /** A tenth of a sentence's calls would test nothing. */
  private static final int LEAST_CHECK = 12;

  private final Predictor<String> model;
  private final TextMethod method;

  private TextExplainer(Predictor<String> model, TextMethod method, Asking asking) {
    super(asking);
    this.model = model;
    this.method = method;
  }

  /**
   * An explainer with {@link TextSelection#defaults()}, no labels, outputs taken as they are, all
   * processors, and maps that are not checked.
   *
   * @param model any function of texts; it must bear an empty text, which is what is left when all
   *     words are hidden
   */
  public static TextExplainer of(Predictor<String> model) {
    return new TextExplainer(model, TextSelection.defaults(), Asking.defaults());
  }

  @Override
  protected TextExplainer with(Asking asking) {
    return new TextExplainer(model, method, asking);
  }

  /** What is asked and how the answers become maps; {@link TextSettings} is PAMI. */
  public TextExplainer method(TextMethod method) {
    return new TextExplainer(model, method, asking());
  }

  /** PAMI with the text cut up this way, over the elements and the background set so far. */
  public TextExplainer partitioners(List<? extends Partitioner<Passage>> partitioners) {
    TextSettings settings =
        method instanceof TextSettings set
            ? set
            : TextSettings.defaults()
                .withElements(method.elements())
                .withBackground(method.background());
    return method(settings.withPartitioners(partitioners));
  }

  /** What stands where an element is hidden, in place of the method's. */
  public TextExplainer background(TextBackground background) {
    return method(method.withBackground(background));
  }

  /** What can be kept or hidden, in place of the method's: words. */
  public TextExplainer elements(TextElements elements) {
    return method(method.withElements(elements));
  }

  /**
   * Explains the model's answer for one text.
   *
   * @param targets what of the answer; all of them cost no more than one
   * @throws PamiException if the text has no words, there is no such target, or the model fails or
   *     gives a score that is no number
   */
  public TextExplanation explain(String text, Targets targets) {
    Passage passage = Passage.of(text, method.elements());
    ReadingWindows windows = ReadingWindows.of(model, passage);
    Model<ElementCopy<MaskedText>> asked =
        new PredictorModel<>(windows, ElementCopy<MaskedText>::new, ElementCopy::input);
    ElementComposer<MaskedText> composer = MaskedText.composer(passage, method.background());
    EngineOptions limited = asking().limited(method.budget(passage.size()));
    try (ProbeEngine<ElementCopy<MaskedText>> engine = new ProbeEngine<>(asked, limited)) {
      Question<ElementCopy<MaskedText>> question =
          Question.open(engine, composer, NOUN, targets, asking(), asking().check());
      MapWatch watch = asking().until(MapWatch.none());
      MethodResult result = method.explain(new TextQuestion(question, passage, watch));
      MapCheck checked =
          asking().check()
              ? MapCheck.of(
                  question,
                  result,
                  asked,
                  Optional.of(second(passage)),
                  asking().options(),
                  LEAST_CHECK)
              : MapCheck.none(question);
      return new TextExplanation(
          question.explained(
              result, checked, asking().describe(method.describe()), model.provenance()),
          passage,
          windows.count());
    }
  }

  /** Another background than the method's, of another kind. */
  private MapCheck.Second<ElementCopy<MaskedText>> second(Passage passage) {
    TextBackground other =
        method.background().replacement().isPresent()
            ? TextBackground.deletion()
            : TextBackground.word("...");
    return new MapCheck.Second<>(MaskedText.composer(passage, other), other.name());
  }

  /**
   * What {@link #explain} will cost, check included: the run is begun and broken off after a second
   * or so, and what it asked by then is scaled up. Budget and deadline count in.
   *
   * @throws PamiException as {@link #explain}
   */
  public Forecast forecast(String text, Targets targets) {
    return asking()
        .forecast(
            trial -> with(asking().withOptions(trial)).explain(text, targets).explanation().cost());
  }
}
