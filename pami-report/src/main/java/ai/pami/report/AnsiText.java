package ai.pami.report;

import ai.pami.explanation.ImportanceMap;
import ai.pami.text.Passage;
import ai.pami.text.TextExplanation;
import java.util.Locale;

/**
 * An explained text in a terminal's colours (ANSI escape codes, 256 colours): blue behind what
 * speaks for the target, orange behind what speaks against it, the stronger the more.
 */
public final class AnsiText {
  private static final String RESET = "\u001b[0m";

  /** From faint to strong, on black text. */
  private static final int[] FOR = {195, 159, 117, 75};

  private static final int[] AGAINST = {230, 223, 216, 208};

  private AnsiText() {}

  /**
   * The text in colours.
   *
   * @param target which target's map, in the order asked for
   */
  public static String of(TextExplanation explanation, int target) {
    Passage passage = explanation.passage();
    ImportanceMap map = explanation.explanation().map(target);
    double largest = Math.max(Math.abs(map.min()), Math.abs(map.max()));
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int i = 0; i < passage.size(); i++) {
      int start = passage.elements().get(i).start();
      text.append(passage.text(), at, start);
      text.append(colour(map.value(i) / largest)).append(passage.element(i)).append(RESET);
      at = passage.elements().get(i).end();
    }
    return text.append(passage.text().substring(at)).toString();
  }

  private static String colour(double share) {
    double size = Math.abs(share);
    if (!(size >= 0.1)) {
      return "";
    }
    int[] shades = share > 0 ? FOR : AGAINST;
    int shade = shades[Math.min(shades.length - 1, (int) (size * shades.length))];
    return String.format(Locale.ROOT, "\u001b[30;48;5;%dm", shade);
  }
}
