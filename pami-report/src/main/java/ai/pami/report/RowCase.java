package ai.pami.report;

import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import ai.pami.tabular.ColumnGroup;
import ai.pami.tabular.Row;
import ai.pami.tabular.RowExplanation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One explained row as the page shows it.
 *
 * @param name what the row is called
 * @param answer what the model said
 * @param targets what was explained
 * @param qualities what a check found, of those targets that were checked
 * @param facts settings, cost and provenance, by name
 */
public record RowCase(
    String name,
    String answer,
    List<TargetView> targets,
    List<QualityView> qualities,
    Map<String, String> facts) {

  private static final int STRONGEST = 3;
  private static final double NEARLY = 0.01;
  private static final MathContext DIGITS = new MathContext(7);

  /**
   * One target.
   *
   * @param bars the groups of columns, those of the greatest sizes first
   */
  public record TargetView(
      int index, String label, double score, double backgroundScore, List<Bar> bars) {
    public TargetView {
      bars = List.copyOf(bars);
    }

    public String scoreText() {
      return NumberText.of(score);
    }

    /** What the bars add up to, beside what there is to explain. */
    public String sumText() {
      double sum = bars.stream().mapToDouble(Bar::importance).sum();
      double whole = score - backgroundScore;
      return "The importances add up to %s of the %s between the row and all cells hidden%s."
          .formatted(
              signed(sum),
              signed(whole),
              Math.abs(sum - whole) > NEARLY * Math.abs(whole)
                  ? "; what differs is of three or more columns that count together"
                  : "");
    }

    private static String signed(double value) {
      return (value > 0 ? "+" : "") + NumberText.of(value);
    }

    public String backgroundScoreText() {
      return NumberText.of(backgroundScore);
    }
  }

  /**
   * A group of columns.
   *
   * @param value what the row has there
   * @param hidden what hidden cells showed there
   * @param percent its size beside the largest, 0..100
   */
  public record Bar(String name, String value, String hidden, double importance, double percent) {
    public String importanceText() {
      return (importance > 0 ? "+" : "") + NumberText.of(importance);
    }
  }

  public RowCase {
    targets = List.copyOf(targets);
    qualities = List.copyOf(qualities);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** The verdict on the first target's map, or nothing if it was not checked. */
  public String verdict() {
    return qualities.isEmpty() ? "" : qualities.get(0).verdict();
  }

  /** The first target's strongest columns, in a line. */
  public String strongest() {
    return targets.get(0).bars().stream()
        .limit(STRONGEST)
        .filter(bar -> bar.importance() != 0)
        .map(bar -> bar.name() + " " + bar.importanceText())
        .collect(Collectors.joining(", "));
  }

  /** Whether any map's curves were measured. */
  public boolean hasCurves() {
    return qualities.stream().anyMatch(quality -> !quality.charts().isEmpty());
  }

  static RowCase of(String name, RowExplanation explained) {
    List<TargetExplanation> targets = explained.explanation().targets();
    List<TargetView> views = new ArrayList<>();
    List<QualityView> qualities = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      TargetExplanation one = targets.get(k);
      views.add(
          new TargetView(
              one.target().index(),
              one.target().label(),
              one.score(),
              one.backgroundScore(),
              bars(explained, one.map())));
      QualityView.of(k, one, "row", region -> "").ifPresent(qualities::add);
    }
    Map<String, String> facts = new LinkedHashMap<>();
    RunFacts.addTo(facts, explained.explanation());
    String answer =
        "%s, score %s"
            .formatted(targets.get(0).target().label(), NumberText.of(targets.get(0).score()));
    return new RowCase(name, answer, views, qualities, facts);
  }

  private static List<Bar> bars(RowExplanation explained, ImportanceMap map) {
    double largest = Math.max(Math.abs(map.min()), Math.abs(map.max()));
    return IntStream.range(0, explained.groups().size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer g) -> -Math.abs(map.value(g))))
        .map(
            g ->
                new Bar(
                    explained.groups().get(g).name(),
                    cells(explained.row(), explained.groups().get(g)),
                    hidden(explained, explained.groups().get(g)),
                    map.value(g),
                    largest > 0 ? 100 * Math.abs(map.value(g)) / largest : 0))
        .toList();
  }

  static String cells(Row row, ColumnGroup group) {
    return group.columns().size() == 1
        ? cell(row, group.columns().get(0))
        : group.columns().stream()
            .map(c -> row.columns().get(c).name() + " " + cell(row, c))
            .collect(Collectors.joining(", "));
  }

  /** As people read it: a median of 0.1 and 0.2 need not show where its last bit went. */
  private static String cell(Row row, int column) {
    return row.cells().get(column) instanceof Double number && Double.isFinite(number)
        ? plain(new BigDecimal(number).round(DIGITS))
        : row.text(column);
  }

  private static String plain(BigDecimal number) {
    int exponent = number.precision() - number.scale();
    return number.signum() == 0
        ? "0"
        : exponent < -4 || exponent > 15
            ? number.stripTrailingZeros().toString()
            : number.stripTrailingZeros().toPlainString();
  }

  private static String hidden(RowExplanation explained, ColumnGroup group) {
    List<Row> rows = explained.background().rows();
    return rows.size() == 1
        ? cells(rows.get(0), group)
        : "those of %,d rows".formatted(rows.size());
  }
}
