package ai.pami.evaluate.study;

import ai.pami.PamiException;
import ai.pami.engine.Cancellation;
import ai.pami.evaluate.data.DataSet;
import ai.pami.evaluate.data.LabelledPicture;
import ai.pami.evaluate.metric.Metric;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageMethod;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Explains every picture of a data set by several methods and judges every map by several metrics.
 * Immutable; every setting returns a new study.
 *
 * <pre>{@code
 * StudyResult result =
 *     Study.of(explainer, DataSets.read(images, boxes))
 *         .withMethod("default", Preset.DEFAULT.method())
 *         .withMethod("grid", gridSettings)
 *         .withMetrics(List.of(Insertion.pami(), PointingGame.pami()))
 *         .run(Path.of("out"));
 * }</pre>
 *
 * <p>What is explained is the labelled class, found by its name among the explainer's labels, or by
 * its number where there are none.
 */
public final class Study {
  private final ImageExplainer explainer;
  private List<LabelledPicture> pictures;
  private Map<String, ImageMethod> methods = Map.of();
  private List<Metric> metrics = List.of();
  private long seed;
  private boolean wrongToo;
  private Map<String, String> notes = Map.of();
  private boolean resuming;
  private StudyProgress.Listener listener = StudyProgress.Listener.none();
  private Cancellation cancellation = new Cancellation();

  private Study(ImageExplainer explainer, List<LabelledPicture> pictures) {
    this.explainer = explainer;
    this.pictures = List.copyOf(pictures);
  }

  /** The same but for one change; nobody sees the copy before it is made. */
  private Study with(Consumer<Study> change) {
    Study copy = new Study(explainer, pictures);
    copy.methods = methods;
    copy.metrics = metrics;
    copy.seed = seed;
    copy.wrongToo = wrongToo;
    copy.notes = notes;
    copy.resuming = resuming;
    copy.listener = listener;
    copy.cancellation = cancellation;
    change.accept(copy);
    return copy;
  }

  private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
    Map<String, V> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return Collections.unmodifiableMap(more);
  }

  private static void requireDistinct(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("there are two %ss '%s'".formatted(what, name));
      }
    }
  }

  /**
   * A study without methods and metrics yet, that leaves out what the model gets wrong.
   *
   * @param explainer the model, its preprocessing and labels; its method is replaced by each method
   * @throws IllegalArgumentException if two pictures have one name
   */
  public static Study of(ImageExplainer explainer, DataSet data) {
    requireDistinct("picture", data.pictures().stream().map(LabelledPicture::name).toList());
    return new Study(explainer, data.pictures());
  }

  /**
   * One method more.
   *
   * @param name in the results; the others are compared with the first
   * @throws IllegalArgumentException if there is one of that name
   */
  public Study withMethod(String name, ImageMethod method) {
    if (methods.containsKey(name)) {
      throw new IllegalArgumentException("there are two methods '%s'".formatted(name));
    }
    return with(study -> study.methods = plus(methods, name, method));
  }

  /**
   * These metrics in place of those before.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public Study withMetrics(List<? extends Metric> metrics) {
    requireDistinct("metric", metrics.stream().map(Metric::name).toList());
    return with(study -> study.metrics = List.copyOf(metrics));
  }

  /** The seed, for metrics that draw at random and for the intervals; 0 if not set. */
  public Study withSeed(long seed) {
    return with(study -> study.seed = seed);
  }

  /**
   * The first pictures only, those included that the model gets wrong.
   *
   * @param pictures at least 1; all if there are fewer
   */
  public Study withLimit(int pictures) {
    if (pictures < 1) {
      throw new IllegalArgumentException("the limit must be at least 1, not " + pictures);
    }
    int count = Math.min(pictures, this.pictures.size());
    return with(study -> study.pictures = this.pictures.subList(0, count));
  }

  /** Judges pictures as well whose labelled class is not the model's first. */
  public Study withWrongPictures() {
    return with(study -> study.wrongToo = true);
  }

  /**
   * Notes something that shapes the results, such as a budget, and must be the same on resuming.
   */
  public Study withNote(String key, String value) {
    return with(study -> study.notes = plus(notes, key, value));
  }

  /** Continues what an earlier run in the same folder left; begins where there is none. */
  public Study resume() {
    return with(study -> study.resuming = true);
  }

  /** Who hears how far the study has come. */
  public Study withListener(StudyProgress.Listener listener) {
    return with(study -> study.listener = listener);
  }

  /** A switch that ends a run early; the picture under way is left for the next run. */
  public Study withCancellation(Cancellation cancellation) {
    return with(study -> study.cancellation = cancellation);
  }

  /** The model, its preprocessing and labels. */
  public ImageExplainer explainer() {
    return explainer;
  }

  /** What is explained, and where it is in each picture. */
  public List<LabelledPicture> pictures() {
    return pictures;
  }

  /** What explains, by its name in the results, the first first. */
  public Map<String, ImageMethod> methods() {
    return methods;
  }

  /** What judges, of different names. */
  public List<Metric> metrics() {
    return metrics;
  }

  /** For metrics that draw at random, and for the intervals. */
  public long seed() {
    return seed;
  }

  /** Whether pictures count whose labelled class is not the model's first. */
  public boolean wrongToo() {
    return wrongToo;
  }

  /** What else shapes the results. */
  public Map<String, String> notes() {
    return notes;
  }

  boolean resuming() {
    return resuming;
  }

  StudyProgress.Listener listener() {
    return listener;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  /**
   * Runs the study. Results go to files in {@code out} as soon as a picture is finished, so that a
   * run may be killed at any time and resumed:
   *
   * <ul>
   *   <li>{@code results.csv} and {@code results.jsonl}: a row a picture, method and metric, the
   *       value empty where undefined, with the calls and the seconds that the map took
   *   <li>{@code curves.jsonl}: the curves of metrics that have one
   *   <li>{@code pooled.jsonl}: what metrics of the whole data set need of each picture; such a
   *       metric's value in the rows is that of the picture alone
   *   <li>{@code pictures.jsonl}: whether each picture was judged, was wrong or failed, and why
   *   <li>{@code table.md}: means and differences, written when the run ends, cancelled or not
   *   <li>{@code study.json}: what makes runs comparable
   * </ul>
   *
   * <p>Memory does not grow with the pictures but by their numbers. Pictures that failed are tried
   * again on resuming.
   *
   * @throws PamiException if the folder holds a study already and is not to be resumed, or another
   *     one; if the labels don't know a class; if every picture fails
   * @throws IllegalStateException if there is no method or no metric
   */
  public StudyResult run(Path out) {
    if (methods.isEmpty() || metrics.isEmpty()) {
      throw new IllegalStateException("a study needs at least one method and one metric");
    }
    return new StudyRun(this).run(out);
  }
}
