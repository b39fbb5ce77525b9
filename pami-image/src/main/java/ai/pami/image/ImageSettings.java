package ai.pami.image;

import ai.pami.domain.Partitioner;
import ai.pami.image.background.Background;
import ai.pami.image.picture.Picture;
import ai.pami.image.view.PictureView;
import ai.pami.method.Evidence;
import ai.pami.method.MethodResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * PAMI with all its settings: what is asked about a picture.
 *
 * @param name for records: a preset's name, or "custom"
 * @param partitioners how the picture is cut up, in the order asked; at least one
 * @param views how it lies, each cut up by all partitioners; at least one
 * @param passes 1 to cut up the picture; 2 or more to cut up the heat map of the pass before
 *     instead
 * @param background what hidden pixels show
 * @param evidence whether regions are kept, dropped or both
 * @param budget inputs the model is asked at the most unless the caller says otherwise
 */
public record ImageSettings(
    String name,
    List<Partitioner<Picture>> partitioners,
    List<PictureView> views,
    int passes,
    Background background,
    Evidence evidence,
    long budget)
    implements ImageMethod {

  public ImageSettings {
    partitioners = List.copyOf(partitioners);
    views = List.copyOf(views);
    if (partitioners.isEmpty() || views.isEmpty()) {
      throw new IllegalArgumentException("settings need at least one partitioner and one view");
    }
    if (passes < 1 || passes > 100) {
      throw new IllegalArgumentException("passes must be 1..100, not " + passes);
    }
  }

  @Override
  public ImageSettings withBackground(Background background) {
    return new ImageSettings(name, partitioners, views, passes, background, evidence, budget);
  }

  /** The same with other partitioners; no longer a preset. */
  public ImageSettings withPartitioners(List<? extends Partitioner<Picture>> partitioners) {
    return new ImageSettings(
        "custom", List.copyOf(partitioners), views, passes, background, evidence, budget);
  }

  /** The same with other views; no longer a preset. */
  public ImageSettings withViews(List<PictureView> views) {
    return new ImageSettings("custom", partitioners, views, passes, background, evidence, budget);
  }

  /** The same with another number of passes; no longer a preset. */
  public ImageSettings withPasses(int passes) {
    return new ImageSettings("custom", partitioners, views, passes, background, evidence, budget);
  }

  /** The same with other evidence; no longer a preset. */
  public ImageSettings withEvidence(Evidence evidence) {
    return new ImageSettings("custom", partitioners, views, passes, background, evidence, budget);
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "pami");
    settings.put("preset", name);
    settings.put(
        "partitioners",
        partitioners.stream().map(Partitioner::name).collect(Collectors.joining(" ")));
    settings.put("views", views.stream().map(PictureView::name).collect(Collectors.joining("; ")));
    settings.put("passes", Integer.toString(passes));
    settings.put("background", background.name());
    settings.put("evidence", evidence.toString());
    return settings;
  }

  /** A later pass cuts up the mean of all targets' maps. */
  @Override
  public boolean explainsOthersAside() {
    return passes == 1;
  }

  @Override
  public MethodResult explain(ImageQuestion question) {
    return new PamiRun(this, question).explain();
  }
}
