package ai.pami.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.domain.Region;
import ai.pami.model.Generator;
import ai.pami.model.Output;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComputedTargetsTest {
  private static final double NEAR = 1e-6;
  private static final Output OUTPUT = Output.of(new float[] {0.1f, 0.5f, 0.15f, 0.25f}, 4);
  private static final Labels LABELS = Labels.of(List.of("tench", "goldfish", "crane", "vs. all"));

  private static double score(Targets targets, Output output) {
    Labels labels = output == OUTPUT ? LABELS : Labels.none();
    return targets.choose(output, labels).get(0).score().applyAsDouble(output);
  }

  @Test
  void aDifferenceIsOneLessTheOther() {
    assertThat(score(Targets.parse("goldfish vs crane"), OUTPUT)).isCloseTo(0.35, within(NEAR));
    assertThat(score(Targets.parse("top1 vs top2"), OUTPUT)).isCloseTo(0.25, within(NEAR));
    assertThat(score(Targets.parse("0 vs 1"), OUTPUT)).isCloseTo(-0.4, within(NEAR));
    Target both = Targets.parse("goldfish vs. top2").choose(OUTPUT, LABELS).get(0);
    assertThat(both.toString()).isEqualTo("goldfish, not vs. all");
    assertThat(Targets.parse("goldfish vs crane,top2").choose(OUTPUT, LABELS)).hasSize(3);
    assertThatThrownBy(() -> score(Targets.parse("top1 vs goldfish"), OUTPUT))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("always 0");
    assertThatThrownBy(() -> score(Targets.difference(Targets.top(2), Targets.top(1)), OUTPUT))
        .hasMessageContaining("between two targets");
  }

  @Test
  void everythingAMultiLabelModelSaysIsThere() {
    assertThat(Targets.parse(">=0.2").choose(OUTPUT, LABELS))
        .map(Target::index)
        .containsExactly(1, 3);
    assertThatThrownBy(() -> Targets.parse(">=0.9").choose(OUTPUT, LABELS))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("0.9")
        .hasMessageContaining("1 (goldfish)");
  }

  @Test
  void headsAreChosenAndActivatedEachForItself() {
    Output two =
        Output.joined(
            List.of(Output.of(new float[] {1, 2}, 2), Output.of(new float[] {5, 5, 5, 5}, 4)));
    assertThat(two.size()).isEqualTo(6);
    assertThat(two.toArray()).containsExactly(1, 2, 5, 5, 5, 5);
    Output soft = Activation.SOFTMAX.of(two);
    assertThat(soft.heads().get(1).get(2)).isCloseTo(0.25, within(NEAR));
    List<Target> chosen = Targets.parse("0:top1,1:crane").choose(soft, LABELS);
    assertThat(chosen).map(Target::label).containsExactly("head 0: 1", "head 1: crane");
    assertThat(chosen.get(0).score().applyAsDouble(soft))
        .isCloseTo(1 / (1 + Math.exp(-1)), within(NEAR));
    assertThat(chosen.get(1).score().applyAsDouble(soft)).isCloseTo(0.25, within(NEAR));
    assertThat(ClassScores.of(Activation.SOFTMAX, soft)).isEmpty();
    assertThatThrownBy(() -> Targets.top(1).choose(two, Labels.none()))
        .hasMessageContaining("2 outputs, of the shapes [[2], [4]]");
    assertThatThrownBy(() -> Targets.head(2, Targets.top(1)).choose(two, Labels.none()))
        .hasMessageContaining("2 heads");
    assertThat(two.copy().get(5)).isEqualTo(5);
  }

  @Test
  void similarityIsTheCosine() {
    Targets same = Targets.similarity(new float[] {0.2f, 1, 0.3f, 0.5f}, "that one");
    assertThat(score(same, OUTPUT)).isCloseTo(1, within(NEAR));
    Targets other = Targets.similarity(new float[] {0, 0, 0, -2}, "x");
    assertThat(score(other, OUTPUT))
        .isCloseTo(-0.25 / Math.sqrt(0.01 + 0.25 + 0.0225 + 0.0625), within(NEAR));
    assertThat(score(same, Output.of(new float[4], 4))).isZero();
    assertThatThrownBy(() -> Targets.similarity(new float[3], "x")).hasMessageContaining("all 0");
    assertThatThrownBy(() -> score(Targets.similarity(new float[] {1, 2}, "x"), OUTPUT))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("4 numbers")
        .hasMessageContaining("has 2");
  }

  @Test
  void anAreaOfADenseOutputIsItsMean() {
    float[] values = new float[2 * 3 * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Output dense = Output.of(values, 1, 2, 3, 4);
    // Row 1, columns 1 and 2, and row 2, column 0 of the second channel.
    Region area = Region.ofSpans(5, 7, 8, 9);
    assertThat(score(Targets.over(area, Targets.index(1)), dense))
        .isCloseTo((17 + 18 + 20) / 3.0, within(NEAR));
    assertThat(score(Targets.over(area, Targets.parse("top1 vs 0")), dense))
        .isCloseTo(12, within(NEAR));
    Output flat = Output.of(new float[12], 3, 4);
    assertThat(score(Targets.over(area, Targets.top(1)), flat)).isZero();
    assertThatThrownBy(() -> score(Targets.over(area, Targets.index(2)), dense))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("0..1");
    assertThatThrownBy(() -> score(Targets.over(Region.ofSpans(11, 13), Targets.index(0)), dense))
        .hasMessageContaining("3x4");
    assertThatThrownBy(() -> score(Targets.over(area, Targets.index(0)), OUTPUT))
        .hasMessageContaining("[4]");
  }

  /** All ways to place symbols on steps, by trying every path there is. */
  private static double byHand(double[][] steps, int... symbols) {
    int classes = steps[0].length;
    int paths = (int) Math.pow(classes, steps.length);
    double sum = 0;
    for (int path = 0; path < paths; path++) {
      double probability = 1;
      StringBuilder read = new StringBuilder();
      int before = 0;
      for (int step = 0, rest = path; step < steps.length; step++, rest /= classes) {
        int symbol = rest % classes;
        probability *= steps[step][symbol];
        if (symbol != before && symbol != 0) {
          read.append(symbol);
        }
        before = symbol;
      }
      StringBuilder wanted = new StringBuilder();
      Arrays.stream(symbols).forEach(wanted::append);
      sum += read.toString().contentEquals(wanted) ? probability : 0;
    }
    return sum;
  }

  @Test
  void aLinesProbabilityIsTheSumOverAllAlignments() {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      int steps = 1 + random.nextInt(6);
      int classes = 3;
      double[][] p = new double[steps][classes];
      float[] flat = new float[steps * classes];
      for (int step = 0; step < steps; step++) {
        for (int c = 0; c < classes; c++) {
          p[step][c] = random.nextFloat();
        }
        double sum = Arrays.stream(p[step]).sum();
        for (int c = 0; c < classes; c++) {
          flat[step * classes + c] = (float) (p[step][c] / sum);
          p[step][c] = flat[step * classes + c];
        }
      }
      Output output = Output.of(flat, steps, classes);
      int[] symbols = random.ints(1 + random.nextInt(3), 1, 3).toArray();
      assertThat(new CtcAlignments(0, steps - 1, symbols).probability(output, classes))
          .isCloseTo(byHand(p, symbols), within(1e-9));
    }
  }

  @Test
  void wordsAndTheWholeLineOfAReading() {
    String path = "aa-b_ba-";
    String alphabet = "-ab_";
    float[] values = new float[path.length() * 4];
    for (int step = 0; step < path.length(); step++) {
      for (int c = 0; c < 4; c++) {
        values[4 * step + c] = alphabet.indexOf(path.charAt(step)) == c ? 0.97f : 0.01f;
      }
    }
    Output output = Output.of(values, path.length(), 4);
    CtcReading reading = CtcReading.of(output, c -> c == 3 ? " " : alphabet.substring(c, c + 1));
    assertThat(reading.text()).isEqualTo("ab ba");
    assertThat(reading.wordTargets()).map(Target::label).containsExactly("ab", "ba");
    double first = reading.wordTargets().get(0).score().applyAsDouble(output);
    double second = reading.wordTargets().get(1).score().applyAsDouble(output);
    double line = reading.lineTarget().score().applyAsDouble(output);
    assertThat(first).isBetween(Math.pow(0.97, 4), 1.0);
    assertThat(second).isBetween(Math.pow(0.97, 3), 1.0);
    assertThat(line).isBetween(Math.pow(0.97, 8), first * second);
    // Without the second word's steps only that word suffers.
    float[] hidden = values.clone();
    Arrays.fill(hidden, 4 * 5, 4 * 8, 0.25f);
    Output half = Output.of(hidden, path.length(), 4);
    assertThat(reading.wordTargets().get(0).score().applyAsDouble(half)).isEqualTo(first);
    assertThat(reading.wordTargets().get(1).score().applyAsDouble(half)).isLessThan(second / 5);
  }

  /** Writes "ab" and believes in its second token only after its first. */
  private static final class Writer implements Generator<String> {
    @Override
    public int[] generate(String input) {
      return new int[] {1, 2};
    }

    @Override
    public String text(int token) {
      return " ab".substring(token, token + 1);
    }

    @Override
    public double[][] probabilities(List<String> inputs, int[] tokens) {
      return inputs.stream()
          .map(input -> new double[] {input.contains("A") ? 0.8 : 0.1, tokens[0] == 1 ? 0.5 : 0})
          .toArray(double[][]::new);
    }
  }

  @Test
  void everyTokenThatWasWrittenAndAllOfThem() {
    Writer writer = new Writer();
    GeneratedSequence written = GeneratedSequence.of(writer, "A");
    assertThat(written.text()).isEqualTo("ab");
    double[] row = written.predictor(writer).predict(List.of("A"))[0];
    Output output = Output.of(new float[] {(float) row[0], (float) row[1]}, 2);
    List<Target> tokens = written.tokens().choose(output, Labels.none());
    assertThat(tokens).map(Target::label).containsExactly("a", "b");
    assertThat(score(written.whole(), output)).isCloseTo(0.4, within(NEAR));
    // A decoder's own output: steps by vocabulary.
    Output steps = Output.of(new float[] {0, 0.8f, 0.2f, 0.5f, 0, 0.5f, 1, 0, 0}, 3, 3);
    assertThat(written.tokens().choose(steps, Labels.none()).get(1).score().applyAsDouble(steps))
        .isEqualTo(0.5);
    assertThat(score(written.whole(), steps)).isCloseTo(0.4, within(NEAR));
    assertThatThrownBy(() -> written.whole().choose(OUTPUT, Labels.none()))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("[4]")
        .hasMessageContaining("2 tokens a|b");
    assertThatThrownBy(() -> GeneratedSequence.of(new int[0], List.of()))
        .hasMessageContaining("wrote nothing");
  }
}
