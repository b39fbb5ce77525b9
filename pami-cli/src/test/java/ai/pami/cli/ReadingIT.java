package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.image.ImageExplanation;
import ai.pami.models.reading.LineReader;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every character's own map peaks where that character stands: on drawn lines of known boxes, with
 * the embedded recogniser.
 */
class ReadingIT {
  private static final int LINES = 36;
  private static final int LEAST_CHARACTERS = 200;
  private static final double TOLERANCE_PIXELS = 2;

  @Test
  void everyCharactersMapPeaksInItsOwnBox() {
    int characters = 0;
    int located = 0;
    long calls = 0;
    Set<String> fonts = new TreeSet<>();
    List<String> missed = new ArrayList<>();
    try (LineReader reader = LineReader.open()) {
      for (DrawnLine line : DrawnLine.lines(LINES)) {
        LineReader.Line read = reader.explain(line.picture(), explainer -> explainer);
        calls += read.explanation().explanation().cost().calls();
        fonts.add(line.font());
        for (Map.Entry<Integer, Integer> match : matches(line.text(), texts(read)).entrySet()) {
          characters++;
          Rectangle2D box = line.boxes().get(match.getKey());
          if (peaksIn(box, read.explanation(), match.getValue())) {
            located++;
          } else {
            missed.add("'%s' of '%s'".formatted(line.text().charAt(match.getKey()), line.text()));
          }
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "reading: %d of %d correctly read characters located (%.1f %%), %d lines, %d fonts, %d calls a line%n",
        located,
        characters,
        100.0 * located / characters,
        LINES,
        fonts.size(),
        calls / LINES);
    assertThat(characters).isGreaterThanOrEqualTo(LEAST_CHARACTERS);
    assertThat((double) located / characters).as("missed: %s", missed).isGreaterThanOrEqualTo(0.97);
  }

  private static List<String> texts(LineReader.Line line) {
    return line.reading().characters().stream().map(c -> c.text()).toList();
  }

  /**
   * Drawn characters by position, to what of the reading they are: a longest common subsequence.
   */
  private static Map<Integer, Integer> matches(String drawn, List<String> read) {
    int[][] longest = new int[drawn.length() + 1][read.size() + 1];
    for (int i = drawn.length() - 1; i >= 0; i--) {
      for (int j = read.size() - 1; j >= 0; j--) {
        longest[i][j] =
            equal(drawn, i, read, j)
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    Map<Integer, Integer> matches = new HashMap<>();
    for (int i = 0, j = 0; i < drawn.length() && j < read.size(); ) {
      if (equal(drawn, i, read, j)) {
        matches.put(i++, j++);
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    // A space has no ink to peak on.
    matches.keySet().removeIf(i -> drawn.charAt(i) == ' ');
    return matches;
  }

  private static boolean equal(String drawn, int i, List<String> read, int j) {
    return read.get(j).equals(drawn.substring(i, i + 1));
  }

  private static boolean peaksIn(Rectangle2D box, ImageExplanation explanation, int character) {
    int peak = explanation.map(character).peak();
    int width = explanation.seen().width();
    int row = peak / width;
    var placement = explanation.placement();
    double x = placement.left() + (peak % width + 0.5) * placement.scaleX();
    double y = placement.top() + (row + 0.5) * placement.scaleY();
    return x >= box.getMinX() - TOLERANCE_PIXELS
        && x <= box.getMaxX() + TOLERANCE_PIXELS
        && y >= box.getMinY() - TOLERANCE_PIXELS
        && y <= box.getMaxY() + TOLERANCE_PIXELS;
  }
}
