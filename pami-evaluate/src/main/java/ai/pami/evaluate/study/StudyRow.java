package ai.pami.evaluate.study;

import ai.pami.evaluate.statistics.Summary;
import java.util.Optional;

/**
 * One method by one metric, over all pictures judged.
 *
 * @param method as named in the study
 * @param metric its name
 * @param higherIsBetter of the metric
 * @param value the mean
 * @param difference this method's value less the first method's, picture by picture; empty for the
 *     first method
 * @param calls inputs the model was asked for one map, on average
 * @param seconds one map took, on average
 */
public record StudyRow(
    String method,
    String metric,
    boolean higherIsBetter,
    Summary value,
    Optional<Summary> difference,
    double calls,
    double seconds) {}
