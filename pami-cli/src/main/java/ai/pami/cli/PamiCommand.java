package ai.pami.cli;

import ai.pami.onnx.OnnxRuntime;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a subcommand: prints how to use it. */
@Command(
    name = "pami",
    mixinStandardHelpOptions = true,
    versionProvider = PamiCommand.Version.class,
    description = "Explains what a model looked at, from its outputs alone.",
    footer = {
      "",
      "Examples:",
      "  pami demo",
      "  pami image cat.jpg --model squeezenet.onnx --preprocess imagenet-caffe --labels labels.txt",
      "  pami image photos/ --model model.onnx --target top3 --out explained",
      "  pami text \"A gorgeous, witty, seductive movie.\"",
      "  pami table claims.csv --model fraud.onnx --row 17",
      "  pami series ecg.csv --model heart.onnx --rate 250",
      "  pami audio bird.wav --model birds.onnx --labels birds.txt",
      "  pami verify cat.pami --model squeezenet.onnx",
      "",
      "Exit codes: 0 all done, 1 something failed (the rest is done), 2 wrong usage, 3 verify or diff found a difference,"
          + " 130 interrupted."
    })
final class PamiCommand implements Callable<Integer> {
  private static final List<Class<?>> SUBCOMMANDS =
      List.of(
          DemoCommand.class,
          ImageCommand.class,
          DetectCommand.class,
          OcrCommand.class,
          TextCommand.class,
          TableCommand.class,
          SeriesCommand.class,
          AudioCommand.class,
          VerifyCommand.class,
          DiffCommand.class,
          CompareCommand.class,
          EvaluateCommand.class,
          BenchCommand.class,
          HelpCommand.class);

  @Spec private CommandSpec spec;

  /**
   * The command line that reads {@code args}. It knows all subcommands, or only the one asked for:
   * to look at the options of all would take longer than all else before a model is opened.
   */
  static CommandLine line(String... args) {
    CommandLine line = new CommandLine(new PamiCommand());
    SUBCOMMANDS.stream()
        .filter(command -> command != HelpCommand.class)
        .filter(command -> args.length > 0 && name(command).equals(args[0]))
        .findFirst()
        .map(List::<Class<?>>of)
        .orElse(SUBCOMMANDS)
        .forEach(line::addSubcommand);
    return line;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.USAGE;
  }

  /** Prints what runs. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = PamiCommand.class.getPackage().getImplementationVersion();
      return new String[] {
        "pami " + (version == null ? "development" : version),
        "ONNX Runtime " + OnnxRuntime.version(),
        "Java " + System.getProperty("java.version")
      };
    }
  }
}
