package ai.pami.cli;

import ai.pami.domain.Ranking;
import ai.pami.explanation.TargetExplanation;
import ai.pami.tabular.ColumnGroup;
import ai.pami.tabular.Row;
import ai.pami.tabular.RowExplanation;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints explained rows: a few in full, many in a line each. */
final class RowPrinter {
  private static final int STRONGEST = 5;
  private static final int STRONGEST_OF_MANY = 3;

  /** Beyond this many rows each is a line. */
  private static final int FEW = 10;

  private final PrintWriter out;
  private final boolean many;

  /**
   * A printer of some rows.
   *
   * @param rows how many there will be
   */
  RowPrinter(PrintWriter out, int rows) {
    this.out = out;
    this.many = rows > FEW;
  }

  void print(String name, RowExplanation explained) {
    List<TargetExplanation> targets = explained.explanation().targets();
    for (TargetExplanation one : targets) {
      String scores =
          String.format(
              Locale.ROOT,
              "%s: %s, score %.4f, all cells hidden %.4f",
              name,
              one.target(),
              one.score(),
              one.backgroundScore());
      if (many) {
        String verdict = one.quality().map(quality -> "; " + quality.verdict()).orElse("");
        out.println(scores + "; " + strongest(explained, one, STRONGEST_OF_MANY) + verdict);
      } else {
        out.println(scores);
        out.println("  " + strongest(explained, one, STRONGEST));
        one.quality().ifPresent(quality -> CheckSummary.print(quality, out));
      }
    }
    if (!many) {
      out.println("%s: %s".formatted(name, CheckSummary.calls(explained.explanation().cost())));
    }
    out.flush();
  }

  private static String strongest(RowExplanation explained, TargetExplanation one, int most) {
    double[] sizes = Arrays.stream(one.map().values()).map(Math::abs).toArray();
    Ranking order = Ranking.descending(sizes);
    return IntStream.range(0, Math.min(most, order.size()))
        .map(order::element)
        .mapToObj(g -> importance(explained.groups().get(g), explained.row(), one.map().value(g)))
        .collect(Collectors.joining(", "));
  }

  private static String importance(ColumnGroup group, Row row, double value) {
    String cell = group.columns().size() == 1 ? " = " + row.text(group.columns().get(0)) : "";
    return String.format(Locale.ROOT, "%s%s %+.3f", group.name(), cell, value);
  }
}
