package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.engine.StopReason;
import org.junit.jupiter.api.Test;

/** The warm-up does what a first explanation does, to its end. */
class WarmUpTest {
  @Test
  void everyStepOfTheDefaultMethodIsMade() {
    ImageExplanation made = WarmUp.explanation();
    assertThat(made.explanation().cost().stopped()).isIn(StopReason.COMPLETE, StopReason.BUDGET);
    assertThat(made.explanation().cost().calls()).isGreaterThan(500);
    assertThat(made.trace()).isPresent();
    assertThat(made.explanation().targets().get(0).quality()).isPresent();
    var map = made.map(0);
    assertThat(map.max()).as("the map is not flat").isGreaterThan(map.min());
  }
}
