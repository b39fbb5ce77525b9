package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HelpTest {
  static Stream<String> commands() {
    return PamiCommand.line().getSubcommands().keySet().stream();
  }

  /** Where a % stands alone in it, picocli warns the user on the process's error stream. */
  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandPrintsItsHelpAndNoWarning(String command) {
    PrintStream err = System.err;
    ByteArrayOutputStream warnings = new ByteArrayOutputStream();
    System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
    CommandLineRun run;
    try {
      run = CommandLineRun.of(command, "--help");
    } finally {
      System.setErr(err);
    }

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("Usage: pami " + command).doesNotContain("%%");
    assertThat(warnings.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
