package ai.pami.onnx;

import ai.pami.PamiException;
import ai.pami.model.Batch;
import ai.pami.model.Model;
import ai.pami.model.TensorInfo;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** An ONNX model for inputs of one shape. */
final class ShapedOnnxModel implements Model<ByteBuffer> {
  private final OnnxModel model;
  private final int[] inputShape;

  ShapedOnnxModel(OnnxModel model, int[] inputShape) {
    this.model = model;
    this.inputShape = inputShape.clone();
  }

  @Override
  public OptionalInt fixedBatchSize() {
    int batch = model.input().shape().get(0);
    return batch == TensorInfo.FREE ? OptionalInt.empty() : OptionalInt.of(batch);
  }

  @Override
  public Batch<ByteBuffer> allocate(int capacity) {
    int fixed = fixedBatchSize().orElse(capacity);
    if (capacity != fixed) {
      throw new PamiException(
          "%s only takes batches of %d, not %d".formatted(model.name(), fixed, capacity));
    }
    return new OnnxBatch(model, inputShape, capacity);
  }
}
