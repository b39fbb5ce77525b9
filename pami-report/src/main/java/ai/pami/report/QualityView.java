package ai.pami.report;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.explanation.TargetExplanation;
import ai.pami.quality.Curves;
import ai.pami.quality.Finding;
import ai.pami.quality.Part;
import ai.pami.quality.Quality;
import ai.pami.quality.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a check found of one target's map, as the page shows it.
 *
 * @param target which target of its case, from 0
 * @param verdict {@code reliable}, {@code weak} or {@code unreliable}
 * @param headline what the verdict means, in a sentence
 * @param reasons what made the verdict worse than reliable
 * @param passed what was tested and is well
 * @param unchecked what was not tested, and why
 * @param charts insertion and deletion beside random orders; none if they were not measured
 * @param randomOrders how many of them there were
 * @param parts to be outlined on the input
 */
public record QualityView(
    int target,
    String verdict,
    String headline,
    List<FindingView> reasons,
    List<FindingView> passed,
    List<String> unchecked,
    List<LineChart> charts,
    int randomOrders,
    List<PartView> parts) {

  /** One test. */
  public record FindingView(String kind, String verdict, String text) {}

  /**
   * One part.
   *
   * @param kind {@code enough}, {@code needed}, {@code against} or {@code rival}
   * @param name what it is
   * @param area its share of the input
   * @param text what it does
   * @param path where it lies: its outline in elements of a picture's map, or the numbers of a
   *     text's elements
   * @param shown whether it is drawn from the start
   */
  public record PartView(
      String kind, String name, String area, String text, String path, boolean shown) {}

  public QualityView {
    reasons = List.copyOf(reasons);
    passed = List.copyOf(passed);
    unchecked = List.copyOf(unchecked);
    charts = List.copyOf(charts);
    parts = List.copyOf(parts);
  }

  /** The check of a picture's target, or empty if its map was not checked. */
  static Optional<QualityView> ofPicture(int target, TargetExplanation explained) {
    Domain domain = explained.map().domain();
    return of(
        target,
        explained,
        "picture",
        region -> RegionOutline.path(region, domain.extent(1), domain.extent(0)));
  }

  /**
   * The check of a target, or empty if its map was not checked.
   *
   * @param noun what the input is called
   * @param outline says where a part lies
   */
  static Optional<QualityView> of(
      int target, TargetExplanation explained, String noun, Function<Region, String> outline) {
    return explained.quality().map(quality -> of(target, explained, quality, noun, outline));
  }

  private static QualityView of(
      int target,
      TargetExplanation explained,
      Quality quality,
      String noun,
      Function<Region, String> outline) {
    List<PartView> parts = new ArrayList<>();
    quality.sufficient().ifPresent(p -> parts.add(part("enough", "This is enough", p, outline)));
    quality.necessary().ifPresent(p -> parts.add(part("needed", "This is needed", p, outline)));
    quality.against().ifPresent(p -> parts.add(part("against", "This speaks against", p, outline)));
    String rival = explained.rival().map(r -> r.target().label()).orElse("");
    quality
        .rival()
        .ifPresent(p -> parts.add(part("rival", "This speaks for " + rival, p, outline)));
    return new QualityView(
        target,
        quality.verdict().toString(),
        headline(quality),
        quality.reasons().stream().map(QualityView::finding).toList(),
        quality.findings().stream()
            .filter(finding -> finding.verdict() == Verdict.RELIABLE)
            .map(QualityView::finding)
            .toList(),
        quality.unchecked(),
        quality.curves().map(curves -> charts(curves, noun)).orElse(List.of()),
        quality.curves().map(Curves::randomOrders).orElse(0),
        parts);
  }

  private static String headline(Quality quality) {
    boolean tested =
        quality.findings().stream().anyMatch(f -> f.kind() == Finding.Kind.ORDER)
            || !quality.reasons().isEmpty();
    return switch (quality.verdict()) {
      case RELIABLE ->
          "This map tells what the score depends on: it passed every test that was made.";
      case WEAK ->
          tested
              ? "This map is to be read with care."
              : "Too little was tested to rely on this map.";
      case UNRELIABLE -> "Do not rely on this map.";
    };
  }

  private static FindingView finding(Finding finding) {
    return new FindingView(finding.kind().toString(), finding.verdict().toString(), finding.text());
  }

  private static PartView part(
      String kind, String name, Part part, Function<Region, String> outline) {
    boolean shown = kind.equals("enough") || kind.equals("needed");
    return new PartView(
        kind,
        name,
        percent(part.share()),
        part.tooSmall() > 0 && shown
            ? "%s %s does not do it.".formatted(part.text(), percent(part.tooSmall()))
            : part.text(),
        outline.apply(part.region()),
        shown);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  private static List<LineChart> charts(Curves curves, String noun) {
    return List.of(
        LineChart.ofCurves(
            "Insertion: the score as ever more is shown",
            "share of the %s shown, most important first".formatted(noun),
            curves.insertion(),
            curves.randomInsertion()),
        LineChart.ofCurves(
            "Deletion: the score as ever more is hidden",
            "share of the %s hidden, most important first".formatted(noun),
            curves.deletion(),
            curves.randomDeletion()));
  }
}
