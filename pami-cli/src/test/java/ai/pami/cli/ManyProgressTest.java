package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.engine.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyProgressTest {
  @Test
  void inputsToComeAreExpectedToCostAsThisOne() {
    List<Progress> heard = new ArrayList<>();
    ManyProgress progress = new ManyProgress(heard::add, 3);
    progress.progressed(new Progress(4, 10, Duration.ofSeconds(1)));
    progress.done(12);
    progress.progressed(new Progress(1, 10, Duration.ofSeconds(1)));
    progress.done(0); // it failed
    progress.progressed(new Progress(10, 10, Duration.ofSeconds(1)));
    assertThat(heard).extracting(Progress::calls).containsExactly(4L, 13L, 22L);
    assertThat(heard).extracting(Progress::expected).containsExactly(30L, 32L, 22L);
  }
}
