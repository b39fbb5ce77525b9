/**
 * Metrics of maps, one class each, with formula, source and the variants of the literature as named
 * factories; {@link ai.pami.evaluate.metric.Metrics} knows them by name.
 *
 * <p>Every metric says where it is undefined. None takes an undefined value for zero or a miss, and
 * none takes a pixel without a value (NaN) for one of value zero unless it says so.
 */
package ai.pami.evaluate.metric;
