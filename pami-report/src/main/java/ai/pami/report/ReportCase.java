package ai.pami.report;

import ai.pami.detection.Box;
import ai.pami.explanation.TargetExplanation;
import ai.pami.explanation.UsedRegions;
import ai.pami.image.ImageExplanation;
import ai.pami.image.Preset;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.Resampling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One explained picture as the page shows it: what its template prints and what its script draws.
 *
 * @param title what the picture is called
 * @param answer what the model said, in a sentence or as the text it read
 * @param characters how many targets, from the first, are the characters of a text that was read,
 *     to be shown in a row; those after them are words of it, or all of it. 0 if it is no text
 * @param picture for display, a data URL
 * @param width of the displayed picture in pixels
 * @param height of the displayed picture in pixels
 * @param map where and how large the maps are
 * @param targets what was explained
 * @param found the detected object that each target is about, in the map's columns and rows; empty
 *     if they are about none
 * @param qualities what a check found, of those targets that were checked
 * @param partitions how the picture was cut up, those that can be drawn
 * @param facts settings, cost and provenance, by name
 * @param trace the questions that a place of the map is followed back to, see {@link TraceData};
 *     empty if it can't be
 * @param untraced why it can't be; empty if it can
 */
public record ReportCase(
    String title,
    String answer,
    int characters,
    String picture,
    int width,
    int height,
    MapFrame map,
    List<PictureTarget> targets,
    List<Box> found,
    List<QualityView> qualities,
    List<PartitionView> partitions,
    Map<String, String> facts,
    String trace,
    String untraced) {

  private static final int LONGEST_SIDE = 1600;
  private static final int MOST_PARTITIONS = 48;

  /**
   * Where the maps lie on the displayed picture, in its pixels.
   *
   * @param columns of the map
   * @param rows of the map
   */
  public record MapFrame(
      int columns, int rows, double left, double top, double width, double height) {}

  /**
   * One way the picture was cut up.
   *
   * @param outline a transparent picture of the borders, a data URL
   */
  public record PartitionView(String name, String view, int count, String outline) {

    /** What made the regions, without its parameters. */
    public String kind() {
      return name.replaceFirst("\\(.*", "");
    }

    /** The parameters, without brackets. */
    public String parameters() {
      return name.contains("(") ? name.substring(name.indexOf('(') + 1, name.length() - 1) : "";
    }
  }

  public ReportCase {
    targets = List.copyOf(targets);
    found = List.copyOf(found);
    qualities = List.copyOf(qualities);
    partitions = List.copyOf(partitions);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** Whether the targets are the characters of a text, and what they make. */
  public boolean sequence() {
    return characters > 0;
  }

  /** Whether any map's curves were measured. */
  public boolean hasCurves() {
    return qualities.stream().anyMatch(quality -> !quality.charts().isEmpty());
  }

  /**
   * The case of one explained picture, its answer being the first target and its score, or all
   * objects found.
   *
   * @param found the object that each target is about, in the picture's pixels, or none
   */
  static ReportCase of(
      String title, ImageExplanation explanation, Map<String, String> source, List<Box> found)
      throws IOException {
    List<TargetExplanation> targets = explanation.explanation().targets();
    String answer =
        found.isEmpty()
            ? "%s, score %s"
                .formatted(targets.get(0).target().label(), NumberText.of(targets.get(0).score()))
            : targets.stream().map(one -> one.target().label()).collect(Collectors.joining(", "));
    return of(title, answer, 0, explanation, source, found);
  }

  /**
   * The case of a line of text that was read.
   *
   * @param characters how many targets, from the first, are its characters in order
   */
  static ReportCase ofText(
      String title,
      String text,
      int characters,
      ImageExplanation explanation,
      Map<String, String> source)
      throws IOException {
    return of(title, text, characters, explanation, source, List.of());
  }

  private static ReportCase of(
      String title,
      String answer,
      int characters,
      ImageExplanation explanation,
      Map<String, String> source,
      List<Box> found)
      throws IOException {
    Picture picture = explanation.picture();
    Picture shown = Resampling.BILINEAR.within(picture, LONGEST_SIDE);
    var placement = explanation.placement();
    double fx = (double) shown.width() / picture.width();
    double fy = (double) shown.height() / picture.height();
    MapFrame frame =
        new MapFrame(
            placement.width(),
            placement.height(),
            placement.left() * fx,
            placement.top() * fy,
            placement.width() * placement.scaleX() * fx,
            placement.height() * placement.scaleY() * fy);
    Optional<String> untraced = TraceData.obstacle(explanation);
    boolean small = shown.width() * shown.height() <= 300_000;
    return new ReportCase(
        title,
        answer,
        characters,
        small ? PngFile.dataUrl(shown.toImage()) : PngFile.jpegDataUrl(shown.toImage()),
        shown.width(),
        shown.height(),
        frame,
        explanation.explanation().targets().stream().map(PictureTarget::of).toList(),
        found.stream()
            .map(
                box ->
                    new Box(
                        placement.seenX(box.left()),
                        placement.seenY(box.top()),
                        placement.seenX(box.right()),
                        placement.seenY(box.bottom())))
            .toList(),
        qualities(explanation.explanation().targets()),
        partitions(explanation.explanation().regions()),
        facts(explanation, source),
        untraced.isPresent() ? "" : TraceData.of(explanation),
        untraced.orElse(""));
  }

  /**
   * Whether values were dealt out in an order found, so that a place's is no mean of its copies.
   */
  public boolean dealt() {
    return facts.getOrDefault("preset", "").equals(Preset.DEFAULT.toString())
        && facts.containsKey("prior");
  }

  private static List<QualityView> qualities(List<TargetExplanation> targets) {
    List<QualityView> views = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      QualityView.ofPicture(k, targets.get(k)).ifPresent(views::add);
    }
    return views;
  }

  private static List<PartitionView> partitions(List<UsedRegions> used) throws IOException {
    List<PartitionView> views = new ArrayList<>();
    for (UsedRegions regions : used) {
      if (regions.regions().isPresent() && views.size() < MOST_PARTITIONS) {
        views.add(
            new PartitionView(
                regions.name(),
                regions.view(),
                regions.count(),
                PngFile.dataUrl(Outlines.of(regions.regions().get()))));
      }
    }
    return views;
  }

  private static Map<String, String> facts(
      ImageExplanation explanation, Map<String, String> source) {
    Map<String, String> facts = new LinkedHashMap<>(source);
    facts.put(
        "picture",
        "%d × %d pixels, seen as %d × %d"
            .formatted(
                explanation.picture().width(),
                explanation.picture().height(),
                explanation.seen().width(),
                explanation.seen().height()));
    RunFacts.addTo(facts, explanation.explanation());
    return facts;
  }
}
