package ai.pami.report;

import ai.pami.domain.Region;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import ai.pami.text.Passage;
import ai.pami.text.TextExplanation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One explained text as the page shows it.
 *
 * @param name what the text is called
 * @param answer what the model said
 * @param pieces the text's elements and what lies between them, in order
 * @param targets what was explained
 * @param qualities what a check found, of those targets that were checked
 * @param facts settings, cost and provenance, by name
 */
public record TextCase(
    String name,
    String answer,
    List<Piece> pieces,
    List<TargetView> targets,
    List<QualityView> qualities,
    Map<String, String> facts) {

  private static final int MOST_WORDS_LISTED = 10;

  /**
   * A stretch of the text.
   *
   * @param element which element it is, or -1 for what lies between two
   */
  public record Piece(String text, int element) {}

  /**
   * One target.
   *
   * @param values every element's importance
   * @param largest the greatest of their sizes
   * @param strongest the elements of the greatest sizes, strongest first
   */
  public record TargetView(
      int index,
      String label,
      double score,
      double backgroundScore,
      List<Double> values,
      double largest,
      List<WordView> strongest) {

    public TargetView {
      values = List.copyOf(values);
      strongest = List.copyOf(strongest);
    }

    public String scoreText() {
      return NumberText.of(score);
    }

    public String backgroundScoreText() {
      return NumberText.of(backgroundScore);
    }
  }

  /**
   * An element in the list of the strongest.
   *
   * @param percent its size beside the largest, 0..100
   */
  public record WordView(int element, String text, double value, double percent) {
    public String valueText() {
      return (value > 0 ? "+" : "") + NumberText.of(value);
    }
  }

  public TextCase {
    pieces = List.copyOf(pieces);
    targets = List.copyOf(targets);
    qualities = List.copyOf(qualities);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** Whether any map's curves were measured. */
  public boolean hasCurves() {
    return qualities.stream().anyMatch(quality -> !quality.charts().isEmpty());
  }

  /** The case of one explained text, its answer being the first target. */
  static TextCase of(TextReport.Entry entry) {
    TextExplanation explanation = entry.explanation();
    List<TargetExplanation> targets = explanation.explanation().targets();
    List<TargetView> views = new ArrayList<>();
    List<QualityView> qualities = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      views.add(target(targets.get(k), explanation.passage()));
      QualityView.of(k, targets.get(k), "text", TextCase::numbers).ifPresent(qualities::add);
    }
    Map<String, String> facts = new LinkedHashMap<>(entry.source());
    facts.put(
        "text",
        explanation.windows() == 1
            ? "%,d elements".formatted(explanation.passage().size())
            : "%,d elements, read in %,d overlapping windows"
                .formatted(explanation.passage().size(), explanation.windows()));
    RunFacts.addTo(facts, explanation.explanation());
    String answer =
        "%s, score %s"
            .formatted(targets.get(0).target().label(), NumberText.of(targets.get(0).score()));
    return new TextCase(
        entry.name(), answer, pieces(explanation.passage()), views, qualities, facts);
  }

  private static List<Piece> pieces(Passage passage) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < passage.size(); i++) {
      int start = passage.elements().get(i).start();
      if (start > at) {
        pieces.add(new Piece(passage.text().substring(at, start), -1));
      }
      pieces.add(new Piece(passage.element(i), i));
      at = passage.elements().get(i).end();
    }
    if (at < passage.text().length()) {
      pieces.add(new Piece(passage.text().substring(at), -1));
    }
    return pieces;
  }

  private static TargetView target(TargetExplanation explained, Passage passage) {
    ImportanceMap map = explained.map();
    List<Double> values = IntStream.range(0, passage.size()).mapToObj(map::value).toList();
    double largest = values.stream().filter(v -> !v.isNaN()).mapToDouble(Math::abs).max().orElse(0);
    List<WordView> strongest =
        IntStream.range(0, passage.size())
            .filter(i -> Math.abs(map.value(i)) > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(map.value(i))))
            .limit(MOST_WORDS_LISTED)
            .map(
                i ->
                    new WordView(
                        i,
                        passage.element(i),
                        map.value(i),
                        100 * Math.abs(map.value(i)) / largest))
            .toList();
    return new TargetView(
        explained.target().index(),
        explained.target().label(),
        explained.score(),
        explained.backgroundScore(),
        values,
        largest,
        strongest);
  }

  /** The elements of a part: {@code 3 4 7}. */
  private static String numbers(Region region) {
    return IntStream.range(0, region.spanCount())
        .flatMap(s -> IntStream.range(region.start(s), region.end(s)))
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" "));
  }
}
