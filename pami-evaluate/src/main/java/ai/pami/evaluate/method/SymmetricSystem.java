package ai.pami.evaluate.method;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** Solves A X = B for a symmetric matrix without negative eigenvalues. */
final class SymmetricSystem {
  /** Below this share of the largest pivot a matrix counts as singular. */
  private static final double SINGULAR = 1e-13;

  /** What is then added to its diagonal, as a share of the mean diagonal. */
  private static final double NUDGE = 1e-9;

  private SymmetricSystem() {}

  /**
   * The solution by Cholesky's decomposition. Where A is singular, as when fewer copies were asked
   * than there are players, a very small multiple of the identity is added, so that what nothing is
   * known of becomes 0.
   *
   * @param a {@code [n][n]}
   * @param b {@code [n][columns]}
   * @return {@code [n][columns]}
   */
  static DMatrixRMaj solve(DMatrixRMaj a, DMatrixRMaj b) {
    int n = a.getNumRows();
    DMatrixRMaj x = new DMatrixRMaj(n, b.getNumCols());
    double trace = CommonOps_DDRM.trace(a);
    if (!(trace > 0)) {
      return x;
    }
    DMatrixRMaj matrix = a.copy();
    for (double nudge = 0; ; nudge = nudge == 0 ? NUDGE : 10 * nudge) {
      for (int i = 0; i < n; i++) {
        matrix.set(i, i, a.get(i, i) + nudge * trace / n);
      }
      LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(n);
      if (solver.setA(matrix.copy()) && solver.quality() > SINGULAR) {
        solver.solve(b.copy(), x);
        return x;
      }
    }
  }
}
