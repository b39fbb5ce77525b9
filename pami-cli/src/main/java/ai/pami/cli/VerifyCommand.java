package ai.pami.cli;

import ai.pami.audit.Check;
import ai.pami.audit.ImageBundle;
import ai.pami.audit.MethodReader;
import ai.pami.audit.Verification;
import ai.pami.engine.EngineOptions;
import ai.pami.onnx.OnnxModel;
import ai.pami.onnx.OnnxOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a bundle. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks a BUNDLE that pami image --bundle wrote: that no byte was changed, that its maps follow from its scores bit for bit,"
          + " and, given the model, that it is the same model and gives these scores.",
      "",
      "Scores that are not equal bit for bit must be within 1e-5 of the recorded ones (times the score where that is above 1)."
    },
    footer = {
      "",
      "Examples:",
      "  pami verify cat.pami",
      "  pami verify cat.pami --model squeezenet.onnx --sample 50",
      "",
      "Exit codes: 0 all that was looked at is as the bundle says, 1 the bundle or the model can't be read or is damaged,",
      "2 wrong usage, 3 something differs or could not be looked at, 130 interrupted."
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "BUNDLE", description = "The bundle's file.")
  private Path file;

  @Option(
      names = "--model",
      paramLabel = "MODEL.onnx",
      description = "The model that is said to have answered; another one is named and not asked.")
  private Path model;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "Ask the model N of the questions again, besides the picture and the bare background (default: 16).")
  private Integer sample;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "For drawing the questions (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Model calls at a time (default: one a processor).")
  private Integer threads;

  @Override
  public Integer call() {
    if (sample != null && model == null) {
      throw new IllegalArgumentException("--sample asks the model: give it with --model");
    }
    if (sample != null && sample < 0) {
      throw new IllegalArgumentException("--sample must be at least 0, not " + sample);
    }
    EngineOptions options = EngineOptions.defaults().withCancellation(Interruption.cancellation());
    if (threads != null) {
      options = options.withThreads(EngineLimits.positive("--threads", threads));
    }
    ImageBundle bundle = ImageBundle.read(file);
    List<Check> checks = checks(bundle, options);
    PrintWriter out = spec.commandLine().getOut();
    for (Check check : checks) {
      out.println(
          String.format(
              Locale.ROOT, "%-8s %-10s %s", check.what(), word(check.outcome()), check.finding()));
    }
    boolean passes = Verification.passes(checks);
    out.println(verdict(passes));
    out.flush();
    return passes ? ExitCode.OK : ExitCode.DIFFERS;
  }

  private List<Check> checks(ImageBundle bundle, EngineOptions options) {
    List<MethodReader> readers = List.of(new NamedMethods());
    if (model == null) {
      return Verification.of(bundle, readers);
    }
    OnnxOptions onnx = OnnxOptions.defaults().withThreadsPerCall(1);
    String output = bundle.model().get("model_output");
    try (OnnxModel opened =
        OnnxModel.open(model, output == null ? onnx : onnx.withOutput(output))) {
      return Verification.of(bundle, readers, opened, sample == null ? 16 : sample, seed, options);
    }
  }

  private static String word(Check.Outcome outcome) {
    return switch (outcome) {
      case SAME -> "ok";
      case DIFFERS -> "DIFFERS";
      case UNKNOWN -> "UNKNOWN";
      case NOT_ASKED -> "not asked";
    };
  }

  private String verdict(boolean passes) {
    if (!passes) {
      return file + ": does not pass";
    }
    return model == null ? file + ": pass, as far as it goes without the model" : file + ": pass";
  }
}
