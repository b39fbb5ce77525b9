package ai.pami.audit;

import ai.pami.PamiException;
import ai.pami.domain.Domain;
import ai.pami.domain.Mask;
import ai.pami.domain.Partition;
import ai.pami.engine.Source;
import ai.pami.explanation.Cost;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import ai.pami.explanation.UsedRegions;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageTrace;
import ai.pami.image.PreprocessingFile;
import ai.pami.trace.CompactMasks;
import ai.pami.trace.Trace;
import ai.pami.trace.Trace.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the bytes of a bundle. */
final class BundleWriter {
  static final String MANIFEST = "manifest.json";
  static final String PARTITIONS = "partitions.npy";
  static final String MASKS = "masks.jsonl";
  static final String QUESTIONS = "questions.npy";
  static final String SCORES = "scores.npy";
  static final String MAPS = "maps.npy";
  static final String BACKGROUND = "background.png";

  /** What stands in {@code maps.npy} where nothing is known. */
  static final int UNKNOWN = 65535;

  private final ImageExplanation explanation;
  private final ImageTrace trace;
  private final CompactMasks compact;
  private final List<Mask> masks = new ArrayList<>();

  BundleWriter(ImageExplanation explanation) {
    this.explanation = explanation;
    this.trace =
        explanation
            .trace()
            .orElseThrow(
                () ->
                    new PamiException(
                        "a bundle needs every question, but none were kept: set ImageExplainer.traced"));
    trace
        .trace()
        .masks()
        .forEach(
            traced ->
                masks.add(
                    traced
                        .mask()
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException("a trace read from a bundle again"))));
    List<Partition> known = new ArrayList<>();
    for (UsedRegions used : explanation.explanation().regions()) {
      if (used.regions().orElse(null) instanceof Partition partition
          && partition.domain().equals(domain())) {
        known.add(partition);
      }
    }
    this.compact = new CompactMasks(domain(), masks, known);
  }

  private Domain domain() {
    return explanation.explanation().domain();
  }

  byte[] toBytes(InputCopy input) {
    String name = input.name().replaceAll("[^\\p{L}\\p{N}._-]", "_");
    String entry = "input/" + name;
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try {
      entries.put(MANIFEST, manifest(input, entry).toBytes());
      entries.put(entry, input.bytes());
      if (!compact.partitions().isEmpty()) {
        entries.put(PARTITIONS, partitions().toBytes());
      }
      entries.put(MASKS, MaskLines.write(masks, compact));
      entries.put(QUESTIONS, questions().toBytes());
      entries.put(SCORES, scores().toBytes());
      entries.put(MAPS, maps().toBytes());
      // Another picture's pixels follow from nothing else in the bundle.
      if (trace.method().getOrDefault("background", "").startsWith("picture(")) {
        trace
            .copies()
            .get(0)
            .background()
            .ifPresent(picture -> entries.put(BACKGROUND, InputCopy.png(picture)));
      }
    } catch (IOException e) {
      throw new IllegalStateException("what is known can always be written", e);
    }
    return SealedZip.pack(entries);
  }

  private Manifest manifest(InputCopy input, String entry) throws IOException {
    Explanation explained = explanation.explanation();
    var picture = explanation.picture();
    var cost = explained.cost();
    return new Manifest(
        Manifest.FORMAT,
        versions(),
        new Manifest.Input(
            input.name(),
            entry,
            Sha256.of(input.bytes()),
            picture.height(),
            picture.width(),
            Sha256.of(picture.toRgb()),
            explanation.seen().height(),
            explanation.seen().width()),
        explained.provenance(),
        new Manifest.Tensor(
            trace.input().name(), trace.input().type().name(), trace.input().shape()),
        explained.settings(),
        trace.method(),
        trace.budget(),
        trace.preprocessing().name(),
        Manifest.tree(PreprocessingFile.text(trace.preprocessing())),
        trace.activation().toString(),
        trace.readsOutput(),
        explained.targets().stream().map(BundleWriter::target).toList(),
        explained.regions().stream().map(this::cut).toList(),
        trace.copies().stream()
            .map(copy -> new Manifest.Copy(copy.asItLies(), copy.sha256()))
            .toList(),
        trace.trace().rounds().stream()
            .map(
                round ->
                    new Manifest.Round(
                        round.answers(),
                        round.stopped().name().toLowerCase(Locale.ROOT),
                        round.calls()))
            .toList(),
        spent(cost));
  }

  private static Manifest.Spent spent(Cost cost) {
    return new Manifest.Spent(
        cost.calls(),
        cost.probes(),
        cost.time().toMillis() / 1000.0,
        cost.stopped().name().toLowerCase(Locale.ROOT),
        cost.threads(),
        cost.batch());
  }

  static Map<String, String> versions() {
    String version = BundleWriter.class.getPackage().getImplementationVersion();
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("pami", version == null ? "development" : version);
    versions.put("java", System.getProperty("java.version"));
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return versions;
  }

  private static Manifest.ExplainedTarget target(TargetExplanation explained) {
    ImportanceMap map = explained.map();
    return new Manifest.ExplainedTarget(
        explained.target().index(),
        explained.target().label(),
        explained.score(),
        explained.backgroundScore(),
        map.min(),
        map.max(),
        MapHashes.values(map),
        MapHashes.standardErrors(map),
        MapHashes.coverage(map));
  }

  private Manifest.Cut cut(UsedRegions used) {
    int map = used.regions().isPresent() ? compact.partitions().indexOf(used.regions().get()) : -1;
    return new Manifest.Cut(used.name(), used.view(), used.count(), map);
  }

  private NpyArray partitions() {
    List<Partition> partitions = compact.partitions();
    boolean many = partitions.stream().anyMatch(partition -> partition.count() > 65536);
    NpyArray array =
        NpyArray.of(
            many ? NpyArray.Type.INT32 : NpyArray.Type.UINT16,
            partitions.size(),
            domain().extent(0),
            domain().extent(1));
    int at = 0;
    for (Partition partition : partitions) {
      for (int label : partition.labels()) {
        array.set(at++, label);
      }
    }
    return array;
  }

  private NpyArray questions() {
    List<Question> questions = trace.trace().questions();
    NpyArray array = NpyArray.of(NpyArray.Type.INT32, questions.size(), 4);
    int at = 0;
    for (Question question : questions) {
      array.set(at++, question.mask());
      array.set(at++, question.shown() == Source.INPUT ? 1 : 0);
      array.set(at++, question.copy());
      array.set(at++, question.asked() ? 1 : 0);
    }
    return array;
  }

  private NpyArray scores() {
    Trace asked = trace.trace();
    NpyArray array = NpyArray.of(NpyArray.Type.FLOAT64, asked.questions().size(), asked.targets());
    for (int i = 0, at = 0; i < asked.questions().size(); i++) {
      for (int k = 0; k < asked.targets(); k++) {
        array.set(at++, asked.score(i, k));
      }
    }
    return array;
  }

  private NpyArray maps() {
    List<TargetExplanation> targets = explanation.explanation().targets();
    NpyArray array =
        NpyArray.of(NpyArray.Type.UINT16, targets.size(), domain().extent(0), domain().extent(1));
    int at = 0;
    for (TargetExplanation target : targets) {
      double[] shares = target.map().minMax();
      for (double share : shares) {
        array.set(at++, Double.isNaN(share) ? UNKNOWN : Math.rint(share * (UNKNOWN - 1)));
      }
    }
    return array;
  }
}
