package ai.pami.cli;

import ai.pami.model.Batch;
import ai.pami.model.Model;
import ai.pami.model.Outputs;
import ai.pami.model.TensorInfo;
import ai.pami.model.TensorModel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A model that keeps copies of the first inputs it is asked, so that the bare model can be timed on
 * inputs that an explanation really composes.
 */
final class CapturingModel implements TensorModel {
  private static final int MOST = 64;

  private final TensorModel model;
  private final List<byte[]> inputs = new ArrayList<>();
  private int[] shape = {};

  CapturingModel(TensorModel model) {
    this.model = model;
  }

  /** The inputs seen, as the model read them. */
  List<byte[]> inputs() {
    return inputs;
  }

  /** The extents of an input without the batch axis. */
  int[] shape() {
    return shape.clone();
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public TensorInfo input() {
    return model.input();
  }

  @Override
  public TensorInfo output() {
    return model.output();
  }

  @Override
  public Map<String, String> metadata() {
    return model.metadata();
  }

  @Override
  public Map<String, String> provenance() {
    return model.provenance();
  }

  @Override
  public Model<ByteBuffer> shaped(int... inputShape) {
    shape = inputShape.clone();
    Model<ByteBuffer> shaped = model.shaped(inputShape);
    return new Model<>() {
      @Override
      public OptionalInt fixedBatchSize() {
        return shaped.fixedBatchSize();
      }

      @Override
      public Batch<ByteBuffer> allocate(int capacity) {
        return new CapturingBatch(shaped.allocate(capacity));
      }
    };
  }

  @Override
  public void close() {
    model.close();
  }

  private synchronized void capture(ByteBuffer slot) {
    if (inputs.size() < MOST) {
      byte[] bytes = new byte[slot.limit()];
      slot.get(0, bytes);
      inputs.add(bytes);
    }
  }

  private final class CapturingBatch implements Batch<ByteBuffer> {
    private final Batch<ByteBuffer> batch;

    CapturingBatch(Batch<ByteBuffer> batch) {
      this.batch = batch;
    }

    @Override
    public int capacity() {
      return batch.capacity();
    }

    @Override
    public ByteBuffer slot(int index) {
      return batch.slot(index);
    }

    @Override
    public Outputs run(int count) {
      for (int i = 0; i < count; i++) {
        capture(batch.slot(i));
      }
      return batch.run(count);
    }

    @Override
    public void stop() {
      batch.stop();
    }

    @Override
    public void close() {
      batch.close();
    }
  }
}
