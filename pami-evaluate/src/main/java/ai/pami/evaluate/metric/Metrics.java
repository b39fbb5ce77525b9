package ai.pami.evaluate.metric;

import ai.pami.target.NearestNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The metrics by name, each with the settings its factory documents. */
public final class Metrics {
  private static final Map<String, List<Metric>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put(
        "pixels inserted or deleted in the map's order",
        List.of(
            Insertion.pami(),
            Deletion.pami(),
            InsertionDeletion.pami(),
            Insertion.rise(),
            Deletion.rise(),
            Insertion.riseNormalised(),
            Deletion.riseNormalised()));
    GROUPS.put(
        "whether the map lies on the object",
        List.of(
            PointingGame.pami(),
            PointingGame.torchRay(),
            PointingGame.torchRay().classMean().named("pointing-15-class-mean"),
            PointingGame.torchRay().difficultSubset().named("pointing-15-difficult"),
            PointingGame.torchRay()
                .difficultSubset()
                .classMean()
                .named("pointing-15-difficult-class-mean"),
            EnergyInBox.scaled(),
            EnergyInBox.positive(),
            EnergyInBox.absolute(),
            EnergyInBox.signed(),
            RelevanceRank.of(),
            TopKIntersection.quantus(),
            TopKIntersection.quantus().conceptInfluence(),
            PixelAuc.of(),
            MaxBoxAcc.v1(),
            MaxBoxAcc.v2()));
    GROUPS.put(
        "the picture weighted by the map",
        List.of(
            AverageDrop.of(),
            AverageDrop.normalised(),
            IncreaseInConfidence.of(),
            IncreaseInConfidence.normalised(),
            AverageGain.of(),
            AverageGain.normalised()));
    GROUPS.put(
        "whether values tell what hiding does",
        List.of(
            MuFidelity.xplique(),
            MuFidelity.quantus(),
            Infidelity.ofContributions(),
            Infidelity.ofContributions().scaledBest(),
            Infidelity.ofSlopes(),
            Infidelity.ofSlopes().scaledBest()));
    GROUPS.put(
        "how few pixels the map points at",
        List.of(Sparseness.of(), Complexity.of(), Complexity.normalised()));
    GROUPS.put(
        "explaining again",
        List.of(
            MaxSensitivity.relative(),
            MaxSensitivity.absolute(),
            RandomLogit.of(Agreement.spearman())));
  }

  private static final List<String> DEFAULTS =
      List.of("insertion", "deletion", "pointing", "energy", "max-box-acc", "sparseness");

  private Metrics() {}

  /** The names that {@link #named} knows, by what the metrics look at. */
  public static Map<String, List<String>> groups() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    GROUPS.forEach(
        (group, metrics) -> names.put(group, metrics.stream().map(Metric::name).toList()));
    return names;
  }

  /** The names that {@link #named} knows. */
  public static List<String> names() {
    return all().map(Metric::name).toList();
  }

  private static Stream<Metric> all() {
    return GROUPS.values().stream().flatMap(List::stream);
  }

  /** What is measured unless something else is asked for. */
  public static List<Metric> defaults() {
    return DEFAULTS.stream().map(Metrics::named).toList();
  }

  /**
   * The metric of the given name.
   *
   * @throws IllegalArgumentException if there is none, offering the nearest
   */
  public static Metric named(String name) {
    return all()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static IllegalArgumentException unknown(String name) {
    if (name.equals(ModelRandomisation.INDEPENDENT)) {
      return new IllegalArgumentException(
          "metric '%s' needs a second model, whose weights are random".formatted(name));
    }
    List<String> nearest = new ArrayList<>(NearestNames.to(name, names(), 3));
    String last = nearest.remove(nearest.size() - 1);
    return new IllegalArgumentException(
        "no metric '%s': did you mean %s or %s? There are %s"
            .formatted(name, String.join(", ", nearest), last, String.join(", ", names())));
  }
}
