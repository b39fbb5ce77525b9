package ai.pami.evaluate.study;

import ai.pami.evaluate.metric.PerturbationCurve;
import java.util.List;
import java.util.Optional;

/**
 * One row of the results.
 *
 * @param value NaN where undefined
 * @param calls inputs the model was asked for the map
 * @param seconds that the map took
 * @param evidence of a pooled metric
 */
record Measurement(
    String image,
    String className,
    String method,
    String metric,
    double value,
    long calls,
    double seconds,
    Optional<PerturbationCurve> curve,
    Optional<List<Double>> evidence) {}
