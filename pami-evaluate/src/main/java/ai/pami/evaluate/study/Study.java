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

/**
 * Explains every picture of a data set by several methods and judges every map by several metrics.
 * Immutable; every setting returns a new study.
 *
 * <pre>{@code
 * StudyResult result =
 *     Study.of(explainer, DataSets.read(images, boxes))
 *         .withMethod("default", Preset.DEFAULT.settings())
 *         .withMethod("grid", gridSettings)
 *         .withMetrics(List.of(new PointingGame()))
 *         .run(Path.of("out"));
 * }</pre>
 *
 * <p>What is explained is the labelled class, found by its name among the explainer's labels, or by
 * its number where there are none.
 *
 * @param explainer the model, its preprocessing and labels; its method is replaced by each method
 * @param pictures what is explained, and where it is in each picture
 * @param methods by the name they have in the results; the others are compared with the first
 * @param metrics of different names
 * @param seed for metrics that draw at random, and for the intervals
 * @param wrongToo whether pictures count whose labelled class is not the model's first
 * @param notes what else shapes the results, such as a budget, and must be the same on resuming
 * @param resuming whether an unfinished study in the same folder is continued
 * @param listener hears how far the study has come
 * @param cancellation ends a run early; the picture under way is left for the next run
 */
public record Study(
    ImageExplainer explainer,
    List<LabelledPicture> pictures,
    Map<String, ImageMethod> methods,
    List<Metric> metrics,
    long seed,
    boolean wrongToo,
    Map<String, String> notes,
    boolean resuming,
    StudyProgress.Listener listener,
    Cancellation cancellation) {
  public Study {
    pictures = List.copyOf(pictures);
    methods = Collections.unmodifiableMap(new LinkedHashMap<>(methods));
    metrics = List.copyOf(metrics);
    notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    requireDistinct("picture", pictures.stream().map(LabelledPicture::name).toList());
    requireDistinct("metric", metrics.stream().map(Metric::name).toList());
  }

  private static void requireDistinct(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("there are two %ss '%s'".formatted(what, name));
      }
    }
  }

  /** A study without methods and metrics yet, that leaves out what the model gets wrong. */
  public static Study of(ImageExplainer explainer, DataSet data) {
    return new Study(
        explainer,
        data.pictures(),
        Map.of(),
        List.of(),
        0,
        false,
        Map.of(),
        false,
        StudyProgress.Listener.none(),
        new Cancellation());
  }

  /**
   * One method more.
   *
   * @throws IllegalArgumentException if there is one of that name
   */
  public Study withMethod(String name, ImageMethod method) {
    Map<String, ImageMethod> more = new LinkedHashMap<>(methods);
    if (more.put(name, method) != null) {
      throw new IllegalArgumentException("there are two methods '%s'".formatted(name));
    }
    return new Study(
        explainer,
        pictures,
        more,
        metrics,
        seed,
        wrongToo,
        notes,
        resuming,
        listener,
        cancellation);
  }

  /** These metrics in place of those before. */
  public Study withMetrics(List<? extends Metric> metrics) {
    return new Study(
        explainer,
        pictures,
        methods,
        List.copyOf(metrics),
        seed,
        wrongToo,
        notes,
        resuming,
        listener,
        cancellation);
  }

  /** The seed; 0 if not set. */
  public Study withSeed(long seed) {
    return new Study(
        explainer,
        pictures,
        methods,
        metrics,
        seed,
        wrongToo,
        notes,
        resuming,
        listener,
        cancellation);
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
    return new Study(
        explainer,
        this.pictures.subList(0, Math.min(pictures, this.pictures.size())),
        methods,
        metrics,
        seed,
        wrongToo,
        notes,
        resuming,
        listener,
        cancellation);
  }

  /** Judges pictures as well whose labelled class is not the model's first. */
  public Study withWrongPictures() {
    return new Study(
        explainer, pictures, methods, metrics, seed, true, notes, resuming, listener, cancellation);
  }

  /** Notes something that shapes the results and must be the same on resuming. */
  public Study withNote(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(notes);
    more.put(key, value);
    return new Study(
        explainer,
        pictures,
        methods,
        metrics,
        seed,
        wrongToo,
        more,
        resuming,
        listener,
        cancellation);
  }

  /** Continues what an earlier run in the same folder left; begins where there is none. */
  public Study resume() {
    return new Study(
        explainer, pictures, methods, metrics, seed, wrongToo, notes, true, listener, cancellation);
  }

  /** Who hears how far the study has come. */
  public Study withListener(StudyProgress.Listener listener) {
    return new Study(
        explainer,
        pictures,
        methods,
        metrics,
        seed,
        wrongToo,
        notes,
        resuming,
        listener,
        cancellation);
  }

  /** A switch that ends a run early. */
  public Study withCancellation(Cancellation cancellation) {
    return new Study(
        explainer,
        pictures,
        methods,
        metrics,
        seed,
        wrongToo,
        notes,
        resuming,
        listener,
        cancellation);
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
