package ai.pami.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.pami.PamiException;
import ai.pami.model.Outputs;
import ai.pami.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One output of a model that is asked in batches. Once its shape is known, float32 numbers are
 * written straight into memory of ours.
 */
final class OnnxOutput implements AutoCloseable {
  private final OnnxModel model;
  private final String name;
  private final int capacity;
  private final Map<Integer, OnnxTensor> pinned = new HashMap<>();
  private FloatBuffer memory;
  private int[] shape;

  /**
   * @param capacity inputs of the largest batch
   */
  OnnxOutput(OnnxModel model, String name, int capacity) {
    this.model = model;
    this.name = name;
    this.capacity = capacity;
  }

  String name() {
    return name;
  }

  /** Where the runtime is to write the answers to {@code batch} inputs, if that is known. */
  Optional<OnnxTensor> pinned(int batch) {
    return Optional.ofNullable(pinned.get(batch));
  }

  /** The answers that the runtime wrote into {@link #pinned}. */
  Outputs again(int count) {
    return new Outputs(memory, count, shape);
  }

  /**
   * The answers that the runtime wrote into memory of its own; learns their shape and, if possible,
   * pins the next ones.
   *
   * @param batch inputs the runtime was given
   * @param count of which these were asked for
   */
  Outputs first(OnnxValue value, int batch, int count) throws OrtException {
    Tensor answer = OnnxAnswer.read(value, "%s: output '%s'".formatted(model.name(), name));
    int[] extents = answer.shape();
    if (extents.length == 0 || extents[0] != batch) {
      throw new PamiException(
          "%s: output '%s' has the shape %s for %d inputs, so it does not say which answer belongs to which input"
              .formatted(model.name(), name, Arrays.toString(extents), batch));
    }
    int[] itemShape = Arrays.copyOfRange(extents, 1, extents.length);
    if (shape != null && !Arrays.equals(shape, itemShape)) {
      throw new PamiException(
          "%s: output '%s' changed its shape from %s to %s"
              .formatted(model.name(), name, Arrays.toString(shape), Arrays.toString(itemShape)));
    }
    shape = itemShape;
    if (value instanceof OnnxTensor tensor && tensor.getInfo().type == OnnxJavaType.FLOAT) {
      pin(batch, tensor.getInfo().getShape());
      memory.put(0, answer.floats());
      return new Outputs(memory, count, shape);
    }
    return new Outputs(FloatBuffer.wrap(answer.floats()), count, shape);
  }

  private void pin(int batch, long[] extents) throws OrtException {
    int itemSize = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (memory == null) {
      memory =
          ByteBuffer.allocateDirect(Math.multiplyExact(4 * itemSize, capacity))
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
    }
    pinned.put(
        batch,
        OnnxTensor.createTensor(model.environment(), memory.slice(0, batch * itemSize), extents));
  }

  @Override
  public void close() {
    pinned.values().forEach(OnnxTensor::close);
  }
}
