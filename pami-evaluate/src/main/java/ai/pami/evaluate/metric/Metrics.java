package ai.pami.evaluate.metric;

import ai.pami.image.ImageMethod;
import ai.pami.target.NearestNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The metrics by name, each with the settings its factory documents. */
public final class Metrics {
  private static final Map<String, Metric> PLAIN =
      byName(
          Insertion.pami(),
          Deletion.pami(),
          InsertionDeletion.pami(),
          Insertion.rise(),
          Deletion.rise(),
          Insertion.riseNormalised(),
          Deletion.riseNormalised(),
          PointingGame.pami(),
          PointingGame.torchRay(),
          PointingGame.torchRay().difficultSubset().named("pointing-15-difficult"),
          EnergyInBox.scaled(),
          EnergyInBox.positive(),
          EnergyInBox.absolute(),
          EnergyInBox.signed(),
          RelevanceRank.of(),
          TopKIntersection.quantus(),
          TopKIntersection.quantus().conceptInfluence(),
          PixelAuc.of(),
          MaxBoxAcc.v1(),
          MaxBoxAcc.v2(),
          AverageDrop.of(),
          AverageDrop.normalised(),
          IncreaseInConfidence.of(),
          IncreaseInConfidence.normalised(),
          AverageGain.of(),
          AverageGain.normalised(),
          MuFidelity.xplique(),
          MuFidelity.quantus(),
          Infidelity.ofContributions(),
          Infidelity.ofContributions().scaledBest(),
          Infidelity.ofSlopes(),
          Infidelity.ofSlopes().scaledBest(),
          Sparseness.of(),
          Complexity.of(),
          Complexity.normalised());

  /** Metrics that explain again, and so need to know how. */
  private static final Map<String, Function<ImageMethod, Metric>> EXPLAINING =
      Map.of(
          "max-sensitivity", MaxSensitivity::relative,
          "max-sensitivity-absolute", MaxSensitivity::absolute,
          "random-logit", method -> RandomLogit.of(method, Agreement.spearman()));

  private static final List<String> DEFAULTS =
      List.of("insertion", "deletion", "pointing", "energy", "max-box-acc", "sparseness");

  private Metrics() {}

  private static Map<String, Metric> byName(Metric... metrics) {
    Map<String, Metric> byName = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      byName.put(metric.name(), metric);
    }
    return byName;
  }

  /** The names that {@link #named(String)} knows. */
  public static List<String> names() {
    return List.copyOf(PLAIN.keySet());
  }

  /** All names, with those that need a method to explain again. */
  public static List<String> allNames() {
    return Stream.concat(PLAIN.keySet().stream(), EXPLAINING.keySet().stream().sorted()).toList();
  }

  /** What is measured unless something else is asked for. */
  public static List<Metric> defaults() {
    return DEFAULTS.stream().map(PLAIN::get).toList();
  }

  /**
   * The metric of the given name.
   *
   * @throws IllegalArgumentException if there is none, offering the nearest, or if it needs a
   *     method
   */
  public static Metric named(String name) {
    Metric metric = PLAIN.get(name);
    if (metric != null) {
      return metric;
    }
    if (EXPLAINING.containsKey(name)) {
      throw new IllegalArgumentException(
          "metric '%s' explains again, so it needs the method that made the maps".formatted(name));
    }
    throw unknown(name, names());
  }

  /**
   * The metric of the given name, for maps made by one method.
   *
   * @param method that made the maps; only metrics that explain again use it
   * @throws IllegalArgumentException if there is none, offering the nearest
   */
  public static Metric named(String name, ImageMethod method) {
    Metric metric = PLAIN.get(name);
    if (metric != null) {
      return metric;
    }
    Function<ImageMethod, Metric> explaining = EXPLAINING.get(name);
    if (explaining == null) {
      throw unknown(name, allNames());
    }
    return explaining.apply(method);
  }

  private static IllegalArgumentException unknown(String name, List<String> names) {
    List<String> nearest = new ArrayList<>(NearestNames.to(name, names, 3));
    String last = nearest.remove(nearest.size() - 1);
    return new IllegalArgumentException(
        "no metric '%s': did you mean %s or %s? There are %s"
            .formatted(name, String.join(", ", nearest), last, String.join(", ", names)));
  }
}
