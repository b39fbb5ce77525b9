package ai.pami.audit;

import ai.pami.PamiException;
import ai.pami.audit.Check.Outcome;
import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.engine.EngineOptions;
import ai.pami.image.DescribedSettings;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageMethod;
import ai.pami.image.ImageSelection;
import ai.pami.image.ImageTrace;
import ai.pami.image.background.Background;
import ai.pami.image.background.OtherPicture;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.LabelMap;
import ai.pami.model.TensorModel;
import ai.pami.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Checks a bundle: that its picture is what it says, that its maps follow from its scores bit for
 * bit, and, given the model, that the model is the same and gives these scores.
 */
public final class Verification {
  private static final String MAPS = "maps";

  private final ImageBundle bundle;
  private final List<MethodReader> readers;
  private final List<Check> checks = new ArrayList<>();

  private Verification(ImageBundle bundle, List<MethodReader> readers) {
    this.bundle = bundle;
    this.readers = readers;
  }

  /**
   * Checks all that can be checked without the model.
   *
   * @param readers know the methods that may have made a bundle, besides PAMI's own
   */
  public static List<Check> of(ImageBundle bundle, List<MethodReader> readers) {
    Verification verification = new Verification(bundle, readers);
    verification.withoutModel(Sampling.nothing());
    verification.add("model", Outcome.NOT_ASKED, "no model was given, so none was asked");
    return List.copyOf(verification.checks);
  }

  /**
   * Checks all, asking the model some of the questions again.
   *
   * @param model the one that is said to have answered; any other is not asked
   * @param sample how many questions, drawn among those that the model was asked, besides the
   *     unmasked picture and the bare background
   * @param seed of the draw
   * @param options threads and cancellation; the batch size is the bundle's
   */
  public static List<Check> of(
      ImageBundle bundle,
      List<MethodReader> readers,
      TensorModel model,
      int sample,
      long seed,
      EngineOptions options) {
    Verification verification = new Verification(bundle, readers);
    Sampling sampling = Sampling.of(bundle.trace().trace(), sample, seed);
    Optional<ImageMethod> method = verification.withoutModel(sampling);
    verification.model(model, method, sampling, options);
    return List.copyOf(verification.checks);
  }

  /** Whether all was looked at that was asked for, and all was as the bundle says. */
  public static boolean passes(List<Check> checks) {
    return checks.stream()
        .allMatch(c -> c.outcome() == Outcome.SAME || c.outcome() == Outcome.NOT_ASKED);
  }

  private void add(String what, Outcome outcome, String finding) {
    checks.add(new Check(what, outcome, finding));
  }

  /** The method, if the maps were made again with it. */
  private Optional<ImageMethod> withoutModel(Sampling sampling) {
    add("seal", Outcome.SAME, "no byte was changed since it was written");
    Optional<Picture> picture = picture();
    if (picture.isEmpty()) {
      add(MAPS, Outcome.UNKNOWN, "not made again without the picture");
      return Optional.empty();
    }
    Optional<ImageMethod> method = method();
    if (method.isEmpty()) {
      add(
          MAPS,
          Outcome.UNKNOWN,
          "not made again: this program can't make the method '%s' as it is described"
              .formatted(bundle.trace().method().getOrDefault("method", "")));
      return Optional.empty();
    }
    try {
      compare(replayed(picture.get(), method.get(), sampling));
      return method;
    } catch (PamiException | IllegalArgumentException e) {
      add(MAPS, Outcome.DIFFERS, "can't be made again from the scores: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Picture> picture() {
    Manifest.Input facts = bundle.manifest().input();
    if (!Sha256.of(bundle.input()).equals(facts.sha256())) {
      add("picture", Outcome.DIFFERS, "the copy of the file has another hash than noted");
      return Optional.empty();
    }
    try {
      Picture picture = bundle.picture();
      if (Sha256.of(picture.toRgb()).equals(facts.pixelsSha256())) {
        add("picture", Outcome.SAME, "%s, sha256 %s".formatted(facts.file(), facts.sha256()));
        return Optional.of(picture);
      }
      add("picture", Outcome.UNKNOWN, "its file is decoded to other pixels here than then");
    } catch (PamiException e) {
      add("picture", Outcome.UNKNOWN, e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<ImageMethod> method() {
    ImageTrace trace = bundle.trace();
    Function<String, Optional<Background>> backgrounds =
        name -> DescribedSettings.background(name, this::recordedBackground);
    List<MethodReader> all = new ArrayList<>();
    all.add(
        (described, budget, b) ->
            DescribedSettings.read(
                    described, budget, this::recordedPartition, this::recordedBackground)
                .map(settings -> settings));
    all.add(
        (described, budget, b) ->
            ImageSelection.read(described, budget, this::recordedBackground)
                .map(selection -> selection));
    all.addAll(readers);
    return all.stream()
        .flatMap(reader -> reader.read(trace.method(), trace.budget(), backgrounds).stream())
        .filter(method -> method.describe().equals(trace.method()))
        .findFirst();
  }

  /** A user's own label map, which lies in the bundle. */
  private Optional<Partitioner<Picture>> recordedPartition(String name) {
    if (!name.startsWith("labels(")) {
      return Optional.empty();
    }
    return bundle.manifest().partitions().stream()
        .filter(cut -> cut.name().equals(name) && cut.map() >= 0)
        .findFirst()
        .map(
            cut -> {
              Partition partition = bundle.partitions().get(cut.map());
              return LabelMap.of(
                  name.substring("labels(".length(), name.length() - 1),
                  partition.domain().extent(1),
                  partition.domain().extent(0),
                  partition.labels());
            });
  }

  /** Another picture as the background, which lies in the bundle. */
  private Optional<Background> recordedBackground(String name) {
    return name.startsWith("picture(")
        ? bundle
            .background()
            .map(
                picture ->
                    OtherPicture.of(
                        picture, name.substring("picture(".length(), name.length() - 1)))
        : Optional.empty();
  }

  private ImageExplanation replayed(Picture picture, ImageMethod method, Sampling sampling) {
    List<Manifest.ExplainedTarget> targets = bundle.manifest().targets();
    return ImageExplainer.replaying(bundle.trace(), bundle.model())
        .method(method)
        .recorder(sampling)
        .explain(
            picture,
            (output, labels) ->
                IntStream.range(0, targets.size())
                    .mapToObj(
                        k ->
                            new Target(
                                targets.get(k).index(),
                                targets.get(k).label(),
                                scores -> scores.get(k)))
                    .toList());
  }

  private void compare(ImageExplanation made) {
    List<String> differing = new ArrayList<>();
    List<Manifest.ExplainedTarget> targets = bundle.manifest().targets();
    for (int k = 0; k < targets.size(); k++) {
      var target = targets.get(k);
      var map = made.map(k);
      if (!MapHashes.values(map).equals(target.valuesSha256())) {
        differing.add("values of " + target.label());
      } else if (!isNear(k, made)) {
        differing.add(BundleWriter.MAPS + " of " + target.label());
      }
      if (!MapHashes.standardErrors(map).equals(target.standardErrorsSha256())) {
        differing.add("standard errors of " + target.label());
      }
      if (!MapHashes.coverage(map).equals(target.coverageSha256())) {
        differing.add("coverage of " + target.label());
      }
    }
    if (!made.trace().orElseThrow().copies().stream()
        .map(ImageTrace.Copy::sha256)
        .toList()
        .equals(bundle.trace().copies().stream().map(ImageTrace.Copy::sha256).toList())) {
      differing.add("picture or background as the model reads them");
    }
    if (differing.isEmpty()) {
      add(
          MAPS,
          Outcome.SAME,
          "made again from %,d scores, the same bit for bit"
              .formatted(bundle.trace().trace().questions().size()));
    } else {
      add(MAPS, Outcome.DIFFERS, "made again from the scores, but not the same: " + differing);
    }
  }

  /** Whether the map in steps is that of the exact one. */
  private boolean isNear(int k, ImageExplanation made) {
    double step = (made.map(k).max() - made.map(k).min()) / (BundleWriter.UNKNOWN - 1);
    return IntStream.range(0, made.map(k).domain().size())
        .allMatch(
            e -> {
              double difference = bundle.map(k).value(e) - made.map(k).value(e);
              return Double.isNaN(difference)
                  ? Double.isNaN(bundle.map(k).value(e)) && Double.isNaN(made.map(k).value(e))
                  : Math.abs(difference) <= step;
            });
  }

  private void model(
      TensorModel model, Optional<ImageMethod> method, Sampling sampling, EngineOptions options) {
    Map<String, String> then = bundle.model();
    Map<String, String> now = model.provenance();
    String hash = "model_sha256";
    if (!Objects.equals(then.get(hash), now.get(hash)) || !then.containsKey(hash)) {
      add(
          "model",
          Outcome.DIFFERS,
          "another model than the one that answered, and so not asked: the bundle names %s, sha256 %s; %s has sha256 %s"
              .formatted(then.get("model"), then.get(hash), model.name(), now.get(hash)));
      return;
    }
    add("model", Outcome.SAME, "%s, sha256 %s".formatted(then.get("model"), then.get(hash)));
    if (method.isEmpty() || !bundle.trace().readsOutput()) {
      add(
          "scores",
          Outcome.UNKNOWN,
          method.isEmpty()
              ? "not asked again, since the questions could not be made again"
              : "not asked again: the targets are no single values of the output");
      return;
    }
    ScoreCheck check = new ScoreCheck(bundle, model, method.get(), options);
    checks.add(check.ask(sampling));
  }
}
