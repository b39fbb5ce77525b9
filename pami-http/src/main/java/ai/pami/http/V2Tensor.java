package ai.pami.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A tensor as the Open Inference Protocol sends it.
 *
 * @param shape batch axis first
 * @param data little-endian, from its position to its limit; texts each behind their length of four
 *     bytes
 * @param files whether texts are files' bytes, which JSON can only hold in base64
 */
@SuppressWarnings("ArrayRecordComponent") // handed on within this package, never compared
record V2Tensor(String name, Datatype type, int[] shape, ByteBuffer data, boolean files) {

  /** The answer to each input. */
  Answer[] answers(String address, int count) {
    if (shape.length == 0 || shape[0] != count) {
      throw RemoteFailure.lasting(
          "%s: output '%s' has the shape %s for %d inputs, so it does not say which answer belongs to which input"
              .formatted(address, name, Arrays.toString(shape), count));
    }
    if (type == Datatype.BYTES) {
      throw RemoteFailure.lasting(
          "%s: output '%s' holds texts, no numbers: choose another with --output"
              .formatted(address, name));
    }
    int[] each = Arrays.copyOfRange(shape, 1, shape.length);
    int size = Arrays.stream(each).reduce(1, Math::multiplyExact);
    if (data.remaining() != (long) size * count * type.bytes()) {
      throw RemoteFailure.lasting(
          "%s: output '%s' has %d bytes, which do not fill %s %s"
              .formatted(address, name, data.remaining(), type, Arrays.toString(shape)));
    }
    Answer[] answers = new Answer[count];
    for (int i = 0; i < count; i++) {
      double[] values = new double[size];
      for (int k = 0; k < size; k++) {
        values[k] = type.read(data, i * size + k);
      }
      answers[i] = new Answer(values, each.length == 0 ? new int[] {1} : each);
    }
    return answers;
  }
}
