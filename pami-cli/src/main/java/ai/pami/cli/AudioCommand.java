package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.engine.Forecast;
import ai.pami.engine.Progress;
import ai.pami.onnx.OnnxFunction;
import ai.pami.report.OutputFolder;
import ai.pami.report.SignalReport;
import ai.pami.signal.AudioExplainer;
import ai.pami.signal.AudioExplanation;
import ai.pami.signal.Series;
import ai.pami.signal.SoundBackground;
import ai.pami.signal.SoundCells;
import ai.pami.signal.TensorSeries;
import ai.pami.signal.WavFile;
import ai.pami.target.Targets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains sounds. */
@Command(
    name = "audio",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Explains which times and frequencies a model's prediction for a sound depends on, in every SOUND.",
      "",
      "For each one OUT/<name>/ gets report.html, explanation.json and, for every target, its map over the spectrogram (PNG) and"
          + " as numbers (.npy, float32, low frequencies first)."
    },
    footer = {
      "",
      "Examples:",
      "  pami audio bird.wav --model birds.onnx --labels birds.txt",
      "  pami audio call.wav --model words.onnx --from 1.2s --to 2.2s --activation softmax --target yes,no",
      "  pami audio alarm.wav --model alarms.onnx --bands 1 --background silence",
      "  pami audio sounds/ --model net.onnx --channels all --target top3 --out explained",
      "",
      "Exit codes: 0 all done, 1 a sound failed (the others are done), 2 wrong usage, 130 interrupted."
    })
final class AudioCommand implements Callable<Integer>, SignalRun.Kind {
  private static final Set<String> ENDINGS = Set.of("wav", "aif", "aiff", "au");

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "SOUND.wav",
      description =
          "WAV files (8 to 32 bits, floating point), AIFF or AU; or folders of them. The model is given samples in -1..1 at the"
              + " file's own rate.")
  private List<Path> files;

  @Mixin private SignalOptions options;

  @Option(
      names = "--channels",
      paramLabel = "WHICH",
      defaultValue = "mix",
      description =
          "Which of a stereo sound's channels the model is given: mix (their mean, one channel), all, or a channel's number"
              + " from 1 (default: ${DEFAULT-VALUE}).")
  private String channels;

  @Option(
      names = "--bands",
      paramLabel = "N",
      defaultValue = "" + AudioExplainer.BANDS,
      description =
          "Bands of frequencies to tell apart; 1 for time alone (default: ${DEFAULT-VALUE}).")
  private int bands;

  @Option(
      names = "--background",
      paramLabel = "NAME",
      defaultValue = "noise",
      description =
          "What hidden parts are filled with: noise (of the sound's own floor) or silence (default: ${DEFAULT-VALUE}).")
  private String background;

  @Option(
      names = "--max-samples",
      paramLabel = "N",
      defaultValue = "" + WavFile.MOST_SAMPLES,
      description = "Refuse files of more samples (default: ${DEFAULT-VALUE}).")
  private long most;

  private AudioExplainer explainer;

  @Override
  public Integer call() {
    if (!channels.matches("mix|all|[1-9]\\d{0,2}")) {
      throw new IllegalArgumentException(
          "--channels '%s': choose mix, all or a number from 1".formatted(channels));
    }
    SignalRun run =
        new SignalRun(this, options, spec.commandLine().getOut(), spec.commandLine().getErr());
    SoundBackground filled = SoundBackground.named(background, options.seed);
    Map<String, Path> named = InputFiles.named(files, ENDINGS, "sounds (.wav)");
    EngineLimits.positive("--bands", bands);
    if (!options.forecast) {
      OutputFolder.require(options.out);
    }
    try (OnnxFunction function = OnnxFunction.open(options.model)) {
      TensorSeries model = options.series(function);
      explainer = options.apply(AudioExplainer.of(model)).background(filled).bands(bands);
      return run.explain(named);
    }
  }

  @Override
  public String noun() {
    return "sound";
  }

  @Override
  public Series read(Path file) {
    Series sound = WavFile.read(file, most);
    int count = sound.channels().size();
    if (channels.equals("mix")) {
      sound = count > 1 ? sound.mixed() : sound;
    } else if (!channels.equals("all")) {
      int number = Integer.parseInt(channels);
      if (number > count) {
        throw new PamiException("--channels %d: %s has %d".formatted(number, file, count));
      }
      sound = sound.only(number - 1);
    }
    return options.cut(sound);
  }

  private AudioExplainer asking(Series sound) {
    SoundCells cells = SoundCells.of(sound, bands);
    double perColumn = (double) cells.framesACell() * cells.hop();
    return explainer.method(options.method(sound, perColumn));
  }

  @Override
  public SignalRun.Explained explain(Series sound, Targets targets, Progress.Listener progress) {
    AudioExplanation found = asking(sound).progress(progress).explain(sound, targets);
    SignalReport report = SignalReport.of(found);
    return new SignalRun.Explained(found.explanation(), report, report.peaks());
  }

  @Override
  public Forecast forecast(Series sound, Targets targets) {
    return asking(sound).forecast(sound, targets);
  }
}
