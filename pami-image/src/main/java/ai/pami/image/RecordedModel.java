package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.model.Batch;
import ai.pami.model.Model;
import ai.pami.model.TensorInfo;
import ai.pami.model.TensorModel;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Stands where a model stood when a trace was recorded: has its input, but never answers.
 *
 * @param input as the model's was
 * @param provenance as the model's was
 */
record RecordedModel(TensorInfo input, Map<String, String> provenance) implements TensorModel {
  @Override
  public String name() {
    return provenance.getOrDefault("model", "the recorded model");
  }

  @Override
  public TensorInfo output() {
    throw new PamiException("a recorded model has no output of its own");
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public Model<ByteBuffer> shaped(int... inputShape) {
    return new Model<>() {
      @Override
      public OptionalInt fixedBatchSize() {
        return OptionalInt.empty();
      }

      @Override
      public Batch<ByteBuffer> allocate(int capacity) {
        throw new PamiException("a recorded model can't be asked anything new");
      }
    };
  }

  @Override
  public void close() {}
}
