package ai.pami.signal;

import ai.pami.PamiException;
import ai.pami.engine.ElementComposer;
import ai.pami.engine.ElementCopy;
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
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Explains which times and frequencies of a sound a prediction depends on. Cells of the sound's
 * spectrogram are kept and hidden, and the model is given sounds that are synthesised from it.
 * Immutable and thread-safe; every setting returns a new explainer.
 *
 * <pre>{@code
 * Series sound = WavFile.read(Path.of("bird.wav")).mixed();
 * var explanation =
 *     AudioExplainer.of(sounds -> network.classify(sounds)).explain(sound, Targets.top(1));
 * }</pre>
 *
 * @see CoarseToFine for what is asked
 */
public final class AudioExplainer extends Explainer<AudioExplainer> {
  /** Bands unless set. */
  public static final int BANDS = 16;

  private static final String NOUN = "sound";

  private final Predictor<Series> model;
  private final SignalMethod method;
  private final SoundBackground background;
  private final int bands;

  private AudioExplainer(
      Predictor<Series> model,
      SignalMethod method,
      SoundBackground background,
      int bands,
      Asking asking) {
    super(asking);
    this.model = model;
    this.method = method;
    this.background = background;
    this.bands = bands;
  }

  /**
   * An explainer with {@link CoarseToFine#defaults()}, {@link #BANDS} bands, hidden cells as noise
   * of the sound's own floor, no labels, outputs taken as they are, all processors, and maps that
   * are not checked.
   */
  public static AudioExplainer of(Predictor<Series> model) {
    return new AudioExplainer(
        model, CoarseToFine.defaults(), SoundBackground.noise(0), BANDS, Asking.defaults());
  }

  @Override
  protected AudioExplainer with(Asking asking) {
    return new AudioExplainer(model, method, background, bands, asking);
  }

  /** What is asked and how the answers become maps; {@link SignalSettings} is PAMI as published. */
  public AudioExplainer method(SignalMethod method) {
    return new AudioExplainer(model, method, background, bands, asking());
  }

  /** What hidden cells are filled with. */
  public AudioExplainer background(SoundBackground background) {
    return new AudioExplainer(model, method, background, bands, asking());
  }

  /**
   * How many bands of frequencies are told apart; 1 for time alone.
   *
   * @throws IllegalArgumentException if below 1
   */
  public AudioExplainer bands(int bands) {
    if (bands < 1) {
      throw new IllegalArgumentException("%d bands of frequencies".formatted(bands));
    }
    return new AudioExplainer(model, method, background, bands, asking());
  }

  /**
   * Explains the model's answer for one sound.
   *
   * @param targets what of the answer; all of them cost no more than one
   * @throws PamiException if the sound is silent or shorter than 64 samples, too long for so many
   *     bands, there is no such target, or the model fails or gives a score that is no number
   */
  public AudioExplanation explain(Series sound, Targets targets) {
    if (sound.length() < 64) {
      throw new PamiException(
          "a sound of %d samples is too short to hide parts of it: give at least 64"
              .formatted(sound.length()));
    }
    if (WavFile.isSilent(sound)) {
      throw new PamiException("the sound is silent: there is nothing in it to hide");
    }
    SoundCells cells = SoundCells.of(sound, bands);
    var composer = composer(sound, cells, background);
    var asked = new PredictorModel<>(model, ElementCopy<Series>::new, ElementCopy<Series>::input);
    EngineOptions limited = SignalProgress.limited(asking(), method, composer.domain());
    try (var engine = new ProbeEngine<>(asked, limited)) {
      var question = Question.open(engine, composer, NOUN, targets, asking(), asking().check());
      MethodResult result =
          method.explain(new SignalQuestion<>(question, composer, asking().until(MapWatch.none())));
      MapCheck checked =
          asking().check()
              ? MapCheck.of(question, result, asked, second(sound, cells), asking().options())
              : MapCheck.none(question);
      return new AudioExplanation(
          question.explained(result, checked, asking().describe(settings()), model.provenance()),
          sound,
          cells,
          background);
    }
  }

  private static ElementComposer<Series> composer(
      Series sound, SoundCells cells, SoundBackground background) {
    SoundMixer mixer = new SoundMixer(sound, cells, background);
    return new ElementComposer<>(cells.domain(), mixer::mix);
  }

  /** A background of the other kind. */
  private MapCheck.Second<ElementCopy<Series>> second(Series sound, SoundCells cells) {
    SoundBackground other =
        background.kind() == SoundBackground.Kind.SILENCE
            ? SoundBackground.noise(0)
            : SoundBackground.silence();
    return new MapCheck.Second<>(composer(sound, cells, other), other.name());
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(method.describe());
    settings.put("background", background.name());
    settings.put("bands", Integer.toString(bands));
    return settings;
  }

  /**
   * What {@link #explain} will cost, check included: the run is begun and broken off after a second
   * or so, and what it asked by then is scaled up. Budget and deadline count in.
   *
   * @throws PamiException as {@link #explain}
   */
  public Forecast forecast(Series sound, Targets targets) {
    return asking()
        .forecast(
            trial ->
                with(asking().withOptions(trial)).explain(sound, targets).explanation().cost());
  }
}
