package ai.pami.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Numbers of a table's rows, from 1, as they are typed. */
final class RowNumbers {
  private final Path file;
  private final int count;

  /**
   * The rows of a table.
   *
   * @param file for messages
   */
  RowNumbers(Path file, int count) {
    this.file = file;
    this.count = count;
  }

  List<Integer> all() {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  /**
   * Rows such as {@code 1,5-8}, each once and in their order.
   *
   * @throws IllegalArgumentException if that is none of them
   */
  List<Integer> parse(String text) {
    Set<Integer> chosen = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.strip().split("-", -1);
      if (ends.length > 2 || !Arrays.stream(ends).allMatch(end -> end.matches("\\d{1,9}"))) {
        throw new IllegalArgumentException(
            "--row '%s': give numbers from 1 and ranges, such as 1,5-8".formatted(text));
      }
      int from = one(ends[0]);
      int to = one(ends[ends.length - 1]);
      if (from > to) {
        throw new IllegalArgumentException(
            "--row '%s': the range %s ends before it begins".formatted(text, part.strip()));
      }
      IntStream.rangeClosed(from, to).forEach(chosen::add);
    }
    return List.copyOf(chosen);
  }

  /**
   * One row.
   *
   * @param text digits
   * @throws IllegalArgumentException if there is no such row
   */
  int one(String text) {
    int number = Integer.parseInt(text);
    if (number < 1 || number > count) {
      throw new IllegalArgumentException(
          "row %d: %s has the rows 1 to %d".formatted(number, file, count));
    }
    return number;
  }
}
