package ai.pami.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.model.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

class CtcReadingTest {
  private static final String ALPHABET = "-abl";

  /** An output whose best class at each step is the given letter, with probability 0.9. */
  private static Output output(String path) {
    float[] values = new float[path.length() * 4];
    for (int step = 0; step < path.length(); step++) {
      for (int c = 0; c < 4; c++) {
        values[4 * step + c] = ALPHABET.indexOf(path.charAt(step)) == c ? 0.9f : 0.1f / 3;
      }
    }
    return Output.of(values, path.length(), 4);
  }

  private static CtcReading read(String path) {
    return CtcReading.of(output(path), c -> ALPHABET.substring(c, c + 1));
  }

  @Test
  void joinsRunsAndLeavesBlanksOut() {
    assertThat(read("--aa-bb").text()).isEqualTo("ab");
    assertThat(read("aab").text()).isEqualTo("ab");
    assertThat(read("a-a").text()).isEqualTo("aa");
    assertThat(read("----").text()).isEmpty();
    assertThat(read("b").characters())
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.firstStep()).isZero();
              assertThat(c.lastStep()).isZero();
              assertThat(c.probability()).isCloseTo(0.9, within(1e-6));
            });
    assertThat(read("-aab").characters().get(0).firstStep()).isEqualTo(1);
    assertThat(read("-aab").characters().get(0).lastStep()).isEqualTo(2);
  }

  @Test
  void aTargetIsTheHighestProbabilityNearTheCharacter() {
    List<Target> targets = read("--a--b").targets(1);
    assertThat(targets).hasSize(2);
    assertThat(targets.get(0).score().applyAsDouble(output("-a----"))).isCloseTo(0.9, within(1e-6));
    assertThat(targets.get(0).score().applyAsDouble(output("a-----"))).isLessThan(0.1);
    assertThat(targets.get(1).label()).isEqualTo("b");
  }

  @Test
  void equalNeighboursSpeakForThemselves() {
    List<Target> targets = read("l-l").targets(5);
    assertThat(targets.get(0).score().applyAsDouble(output("--l"))).isLessThan(0.1);
    assertThat(targets.get(1).score().applyAsDouble(output("l--"))).isLessThan(0.1);
    assertThat(targets.get(1).score().applyAsDouble(output("--l"))).isCloseTo(0.9, within(1e-6));
  }

  @Test
  void refusesWhatIsNoLineOfText() {
    assertThatThrownBy(() -> CtcReading.of(Output.of(new float[4], 4), Integer::toString))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("[steps, classes]");
    assertThatThrownBy(() -> read("---").targets(1)).hasMessageContaining("no text was read");
  }
}
