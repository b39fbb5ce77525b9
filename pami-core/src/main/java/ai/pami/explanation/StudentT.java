package ai.pami.explanation;

/** Student's t distribution: how many standard errors an interval reaches to either side. */
final class StudentT {
  /** The 97.5 % points for 1 to 10 degrees of freedom. */
  private static final double[] FEW = {
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281
  };

  private static final double NORMAL = 1.959964;

  private StudentT() {}

  /**
   * The point between which and its negative 95 % lie.
   *
   * @param freedom degrees of freedom, at least 1
   */
  static double at95(int freedom) {
    if (freedom <= FEW.length) {
      return FEW[freedom - 1];
    }
    // Abramowitz and Stegun 26.7.5, three terms: within 0.0002 from 11 on.
    double z = NORMAL;
    double n = freedom;
    double z3 = z * z * z;
    double z5 = z3 * z * z;
    double z7 = z5 * z * z;
    return z
        + (z3 + z) / (4 * n)
        + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
        + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n);
  }
}
