package ai.pami.evaluate.statistics;

/**
 * A mean with its interval.
 *
 * @param mean of the defined values; NaN if there is none
 * @param low the interval's lower end; NaN below two values, which tell nothing of their spread
 * @param high the interval's upper end, or NaN
 * @param count how many values were defined
 * @param undefined how many were not
 */
public record Summary(double mean, double low, double high, int count, int undefined) {}
