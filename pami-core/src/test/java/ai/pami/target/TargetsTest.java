package ai.pami.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.model.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {
  private static final Output OUTPUT = Output.of(new float[] {0.1f, 0.5f, 0.1f, 0.3f}, 4);
  private static final Labels LABELS =
      Labels.of(List.of("tench, Tinca tinca", "goldfish, Carassius auratus", "crane", "crane"));

  private static List<Integer> indices(Targets targets) {
    return targets.choose(OUTPUT, LABELS).stream().map(Target::index).toList();
  }

  @Test
  void topKAreTheHighestInOrder() {
    assertThat(indices(Targets.top(1))).containsExactly(1);
    assertThat(indices(Targets.top(4))).containsExactly(1, 3, 0, 2);
    assertThatThrownBy(() -> indices(Targets.top(5)))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("only 4 outputs");
  }

  @Test
  void parsesWhatPeopleWrite() {
    assertThat(indices(Targets.parse("top2"))).containsExactly(1, 3);
    assertThat(indices(Targets.parse("TOP-1,0"))).containsExactly(1, 0);
    assertThat(indices(Targets.parse(" Tinca Tinca , top1"))).containsExactly(0, 1);
    assertThat(indices(Targets.parse("goldfish,top1,1"))).containsExactly(1);
    assertThatThrownBy(() -> Targets.parse("top1,,2")).hasMessageContaining("'top1,,2'");
    assertThatThrownBy(() -> Targets.parse("top0")).hasMessageContaining("not 0");
  }

  @Test
  void namesWhatDoesNotExist() {
    assertThatThrownBy(() -> indices(Targets.index(4))).hasMessageContaining("0..3");
    assertThatThrownBy(() -> indices(Targets.label("goldfisch")))
        .hasMessageContaining("'goldfisch'")
        .hasMessageContaining("'goldfish'");
    assertThatThrownBy(() -> indices(Targets.label("crane")))
        .hasMessageContaining("2 (crane), 3 (crane)");
    assertThatThrownBy(() -> Targets.label("cat").choose(OUTPUT, Labels.none()))
        .hasMessageContaining("no labels are known");
  }

  @Test
  void labelsMustFitTheOutputs() {
    Labels three = Labels.of(List.of("a", "b", "c"));
    assertThatThrownBy(() -> Targets.top(1).choose(OUTPUT, three))
        .hasMessageContaining("3 labels")
        .hasMessageContaining("4 outputs")
        .hasMessageContaining("background");
  }

  @Test
  void anOutputThatIsNoListOfClassesIsRefused() {
    Output table = Output.of(new float[6], 2, 3);
    assertThatThrownBy(() -> Targets.top(1).choose(table, Labels.none()))
        .hasMessageContaining("[2, 3]");
    Output column = Output.of(new float[] {1, 3, 2}, 3, 1, 1);
    assertThat(Targets.top(1).choose(column, Labels.none()).get(0).index()).isEqualTo(1);
  }

  @Test
  void readsLabelFiles(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("labels.txt");
    Files.writeString(file, "\uFEFFtench\n goldfish \n\n");
    assertThat(Labels.read(file).size()).isEqualTo(2);
    assertThat(Labels.read(file).label(1)).isEqualTo("goldfish");
    Files.write(file, new byte[] {(byte) 0xC3, 0x28});
    assertThatThrownBy(() -> Labels.read(file)).hasMessageContaining("UTF-8");
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> Labels.read(file)).hasMessageContaining("empty");
    assertThatThrownBy(() -> Labels.read(folder.resolve("none.txt")))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("none.txt");
  }

  @Test
  void softmaxAndSigmoidAreAppliedWhereAsked() {
    Output logits = Output.of(new float[] {1000f, 1001f, 999f}, 3, 1);
    double sum = Math.exp(-1) + 1 + Math.exp(-2);
    assertThat(Activation.SOFTMAX.of(logits).get(1)).isCloseTo(1 / sum, within(1e-6));
    assertThat(Activation.SOFTMAX.of(logits).get(0)).isCloseTo(Math.exp(-1) / sum, within(1e-6));
    assertThat(Activation.SIGMOID.of(Output.of(new float[] {0, 2}, 2)).get(1))
        .isCloseTo(1 / (1 + Math.exp(-2)), within(1e-6));
    assertThat(Activation.NONE.of(logits).get(1)).isEqualTo(1001);
    assertThatThrownBy(() -> Activation.named("relu")).hasMessageContaining("softmax");
  }
}
