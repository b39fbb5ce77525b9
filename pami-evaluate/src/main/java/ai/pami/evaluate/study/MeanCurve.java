package ai.pami.evaluate.study;

import ai.pami.evaluate.metric.PerturbationCurve;

/**
 * The mean of the curves of one method by one metric, over the pictures where it is defined.
 *
 * @param method as named in the study
 * @param metric its name
 * @param curve point by point
 * @param count of how many pictures
 */
public record MeanCurve(String method, String metric, PerturbationCurve curve, int count) {}
