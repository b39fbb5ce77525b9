package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.evaluate.study.StudyProgress;
import ai.pami.report.Gallery;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StudyDisplayTest {
  @TempDir Path folder;

  @Test
  void timesAreRounded() {
    assertThat(StudyDisplay.text(Duration.ofMillis(40_900))).isEqualTo("40 s");
    assertThat(StudyDisplay.text(Duration.ofSeconds(170))).isEqualTo("3 min");
    assertThat(StudyDisplay.text(Duration.ofSeconds(7510))).isEqualTo("2 h 5 min");
  }

  /** Progress within a picture is for the bar; where nobody watches, a line a picture is enough. */
  @Test
  void aLineAPictureWhereNobodyWatches() {
    StringWriter out = new StringWriter();
    CommandLine line = PamiCommand.line().setOut(new PrintWriter(out));
    try (StudyDisplay display = StudyDisplay.of(Gallery.in(folder), line)) {
      display.progressed(progress(0, 0.5));
      display.progressed(progress(1, 0));
      display.progressed(progress(1, 0.5));
      display.progressed(progress(2, 0));
    }
    assertThat(out.toString().lines())
        .containsExactly("1 of 3 pictures, about 9 s left", "2 of 3 pictures, about 9 s left");
  }

  private static StudyProgress progress(int done, double within) {
    return new StudyProgress(done, 3, within, "a: b", Duration.ZERO, Duration.ofSeconds(9));
  }
}
