package ai.pami.signal;

import ai.pami.PamiException;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.Forecast;
import ai.pami.engine.ProbeEngine;
import ai.pami.method.MapWatch;
import ai.pami.method.MethodResult;
import ai.pami.model.Predictor;
import ai.pami.model.PredictorModel;
import ai.pami.question.Asking;
import ai.pami.question.Explainer;
import ai.pami.question.MapCheck;
import ai.pami.question.Question;
import ai.pami.target.Targets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Explains which times and channels of a series a prediction depends on. Immutable and thread-safe;
 * every setting returns a new explainer.
 *
 * <pre>{@code
 * Series heart = SeriesReader.defaults().read(Path.of("ecg.csv")).withRate(250);
 * var explanation =
 *     SeriesExplainer.of(series -> network.classify(series)).explain(heart, Targets.top(1));
 * }</pre>
 *
 * @see CoarseToFine for what is asked
 */
public final class SeriesExplainer extends Explainer<SeriesExplainer> {
  private static final String NOUN = "series";

  private final Predictor<Series> model;
  private final SignalMethod method;
  private final SeriesBackground background;
  private final SeriesBackground hiding;

  private SeriesExplainer(
      Predictor<Series> model,
      SignalMethod method,
      SeriesBackground background,
      SeriesBackground hiding,
      Asking asking) {
    super(asking);
    this.model = model;
    this.method = method;
    this.background = background;
    this.hiding = hiding;
  }

  /**
   * An explainer with {@link CoarseToFine#defaults()}, no labels, outputs taken as they are, all
   * processors, and maps that are not checked. Copies that show parts show each channel's mean
   * elsewhere; copies that hide parts bridge the gap by straight lines, which leaves no edges.
   */
  public static SeriesExplainer of(Predictor<Series> model) {
    return new SeriesExplainer(
        model,
        CoarseToFine.defaults(),
        SeriesBackgrounds.mean(),
        SeriesBackgrounds.interpolation(),
        Asking.defaults());
  }

  @Override
  protected SeriesExplainer with(Asking asking) {
    return new SeriesExplainer(model, method, background, hiding, asking);
  }

  /** What is asked and how the answers become maps; {@link SignalSettings} is PAMI as published. */
  public SeriesExplainer method(SignalMethod method) {
    return new SeriesExplainer(model, method, background, hiding, asking());
  }

  /** What hidden values show, in copies that show parts and that hide them. */
  public SeriesExplainer background(SeriesBackground background) {
    return new SeriesExplainer(model, method, background, background, asking());
  }

  /**
   * Explains the model's answer for one series.
   *
   * @param targets what of the answer; all of them cost no more than one
   * @throws PamiException if the series is shorter than 4 values or nothing but background, there
   *     is no such target, or the model fails or gives a score that is no number
   */
  public SeriesExplanation explain(Series series, Targets targets) {
    if (series.length() < SeriesReader.LEAST) {
      throw new PamiException(
          "a series of %d values is too short to hide parts of it: give at least %d"
              .formatted(series.length(), SeriesReader.LEAST));
    }
    TimeCells cells = TimeCells.of(series.length());
    if (Arrays.equals(background.of(series), series.values())) {
      throw new PamiException(
          "the series shows everywhere what the background '%s' shows, so hiding parts of it would change nothing: choose another background"
              .formatted(background.name()));
    }
    var composer = new SeriesComposer(series, cells, background);
    var hidden = isOneBackground() ? composer : new SeriesComposer(series, cells, hiding);
    var asked = new PredictorModel<>(model, SeriesCopy::new, SeriesCopy::input);
    EngineOptions limited = SignalProgress.limited(asking(), method, composer.domain());
    try (var engine = new ProbeEngine<>(asked, limited)) {
      var question = Question.open(engine, composer, NOUN, targets, asking(), asking().check());
      MethodResult result =
          method.explain(new SignalQuestion<>(question, hidden, asking().until(MapWatch.none())));
      MapCheck checked =
          asking().check()
              ? MapCheck.of(question, result, asked, second(series, cells), asking().options())
              : MapCheck.none(question);
      return new SeriesExplanation(
          question.explained(result, checked, asking().describe(settings()), model.provenance()),
          series,
          cells);
    }
  }

  /** Backgrounds are what their names say. */
  private boolean isOneBackground() {
    return hiding.name().equals(background.name());
  }

  /** Another background than that of copies that show parts, of another kind. */
  private MapCheck.Second<SeriesCopy> second(Series series, TimeCells cells) {
    SeriesBackground other =
        background.name().equals("interpolation")
            ? SeriesBackgrounds.mean()
            : SeriesBackgrounds.interpolation();
    return new MapCheck.Second<>(new SeriesComposer(series, cells, other), other.name());
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(method.describe());
    settings.put("background", background.name());
    settings.put("hiding", hiding.name());
    return settings;
  }

  /**
   * What {@link #explain} will cost, check included: the run is begun and broken off after a second
   * or so, and what it asked by then is scaled up. Budget and deadline count in.
   *
   * @throws PamiException as {@link #explain}
   */
  public Forecast forecast(Series series, Targets targets) {
    return asking()
        .forecast(
            trial ->
                with(asking().withOptions(trial)).explain(series, targets).explanation().cost());
  }
}
