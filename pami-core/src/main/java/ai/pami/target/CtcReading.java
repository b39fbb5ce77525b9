package ai.pami.target;

import ai.pami.PamiException;
import ai.pami.model.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A line of text as a recogniser with CTC output reads it: at each step along the line the class of
 * highest probability, runs of one class taken as one character, blanks left out (Graves et al.,
 * "Connectionist Temporal Classification", ICML 2006, best path decoding).
 */
public final class CtcReading {
  /** The class that stands for "no character here". */
  public static final int BLANK = 0;

  /**
   * One character of the line.
   *
   * @param text what it is
   * @param symbol its class in the output, at least 1
   * @param firstStep of the run in which the class had the highest probability
   * @param lastStep of that run
   * @param probability the highest in that run
   */
  public record ReadCharacter(
      String text, int symbol, int firstStep, int lastStep, double probability) {}

  private final List<ReadCharacter> characters;
  private final int steps;
  private final int classes;

  private CtcReading(List<ReadCharacter> characters, int steps, int classes) {
    this.characters = List.copyOf(characters);
    this.steps = steps;
    this.classes = classes;
  }

  /**
   * Reads a line.
   *
   * @param output probabilities {@code [steps][classes]}
   * @param alphabet the text of a class, for 1..classes-1
   * @throws PamiException if the output has another number of axes
   */
  public static CtcReading of(Output output, IntFunction<String> alphabet) {
    int[] shape = output.shape();
    if (shape.length != 2) {
      throw new PamiException(
          "the output has the shape %s: a line of text needs [steps, classes]"
              .formatted(Arrays.toString(shape)));
    }
    int steps = shape[0];
    int classes = shape[1];
    List<ReadCharacter> characters = new ArrayList<>();
    int runStart = 0;
    double runBest = 0;
    for (int step = 0; step <= steps; step++) {
      int symbol = step < steps ? best(output, step, classes) : BLANK;
      int before = step > 0 ? best(output, step - 1, classes) : BLANK;
      if (step > 0 && symbol != before && before != BLANK) {
        characters.add(
            new ReadCharacter(alphabet.apply(before), before, runStart, step - 1, runBest));
      }
      if (step == 0 || symbol != before) {
        runStart = step;
        runBest = 0;
      }
      if (step < steps) {
        runBest = Math.max(runBest, output.get(step * classes + symbol));
      }
    }
    return new CtcReading(characters, steps, classes);
  }

  private static int best(Output output, int step, int classes) {
    int best = 0;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      double value = output.get(step * classes + c);
      if (value > greatest) {
        greatest = value;
        best = c;
      }
    }
    return best;
  }

  /** The text of the line. */
  public String text() {
    StringBuilder text = new StringBuilder();
    characters.forEach(character -> text.append(character.text()));
    return text.toString();
  }

  /** The characters in reading order. */
  public List<ReadCharacter> characters() {
    return characters;
  }

  /** The number of steps along the line. */
  public int steps() {
    return steps;
  }

  /**
   * A target a character: the highest probability of its class near where it was read. Steps count
   * up to {@code slack} beyond the character's own run, but not beyond the middle between it and
   * the nearest equal character, so that each of two l's speaks for itself.
   *
   * @param slack steps by which a masked copy may move a character, at least 0
   * @throws PamiException if no character was read
   */
  public List<Target> targets(int slack) {
    requireText();
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < characters.size(); i++) {
      ReadCharacter character = characters.get(i);
      int from = Math.max(0, character.firstStep() - slack);
      int to = Math.min(steps - 1, character.lastStep() + slack);
      for (int j = 0; j < characters.size(); j++) {
        ReadCharacter other = characters.get(j);
        if (j != i && other.symbol() == character.symbol()) {
          if (j < i) {
            from = Math.max(from, (other.lastStep() + character.firstStep()) / 2 + 1);
          } else {
            to = Math.min(to, (character.lastStep() + other.firstStep() - 1) / 2);
          }
        }
      }
      int first = Math.min(from, character.firstStep());
      int last = Math.max(to, character.lastStep());
      targets.add(
          new Target(
              i, character.text(), output -> highest(output, first, last, character.symbol())));
    }
    return targets;
  }

  /**
   * The words of the line: what stands between spaces.
   *
   * @return for each word its first and, exclusive, its last character among {@link #characters()}
   */
  public List<int[]> words() {
    List<int[]> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= characters.size(); i++) {
      if (i == characters.size() || characters.get(i).text().isBlank()) {
        if (i > from) {
          words.add(new int[] {from, i});
        }
        from = i + 1;
      }
    }
    return words;
  }

  /**
   * A target a word: the probability that the steps between the words beside it spell it, over all
   * alignments (Graves et al. 2006, eq. 8).
   *
   * @throws PamiException if no character was read
   */
  public List<Target> wordTargets() {
    requireText();
    return words().stream().map(word -> spelled(word[0], word[1])).toList();
  }

  /**
   * The probability of the whole line as it was read, over all alignments (Graves et al. 2006, eq.
   * 8).
   *
   * @throws PamiException if no character was read
   */
  public Target lineTarget() {
    requireText();
    return spelled(0, characters.size());
  }

  /** Characters from..to-1, on the steps that no other character was read at. */
  private Target spelled(int from, int to) {
    int first = from == 0 ? 0 : characters.get(from - 1).lastStep() + 1;
    int last = to == characters.size() ? steps - 1 : characters.get(to).firstStep() - 1;
    List<ReadCharacter> spelled = characters.subList(from, to);
    StringBuilder label = new StringBuilder();
    spelled.forEach(character -> label.append(character.text()));
    CtcAlignments alignments =
        new CtcAlignments(first, last, spelled.stream().mapToInt(ReadCharacter::symbol).toArray());
    return Target.computed(label.toString(), output -> alignments.probability(output, classes));
  }

  private void requireText() {
    if (characters.isEmpty()) {
      throw new PamiException("no text was read, so there is nothing to explain");
    }
  }

  private double highest(Output output, int firstStep, int lastStep, int symbol) {
    double highest = 0;
    for (int step = firstStep; step <= lastStep; step++) {
      highest = Math.max(highest, output.get(step * classes + symbol));
    }
    return highest;
  }
}
