package ai.pami.http;

import java.util.List;

/**
 * What was answered to one input.
 *
 * @param values last axis fastest; not copied
 * @param shape without a batch axis; not copied
 * @param names what the server called the numbers; empty if it did not
 */
@SuppressWarnings("ArrayRecordComponent") // handed on within this package, never compared
record Answer(double[] values, int[] shape, List<String> names) {
  Answer(double[] values, int[] shape) {
    this(values, shape, List.of());
  }
}
