package ai.pami.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.pami.PamiException;
import ai.pami.model.Batch;
import ai.pami.model.Outputs;
import ai.pami.model.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Inputs in one direct buffer that ONNX Runtime reads in place. Tensors over it are made once a
 * batch size. From the second run of a size on, float32 outputs are written straight into a buffer
 * of ours as well, so that nothing is copied.
 */
final class OnnxBatch implements Batch<ByteBuffer> {
  private final OnnxModel model;
  private final int[] inputShape;
  private final int itemBytes;
  private final ByteBuffer memory;
  private final ByteBuffer[] slots;
  private final Map<Integer, OnnxTensor> inputs = new HashMap<>();
  private final RunOptions runOptions;
  private final boolean fixedBatch;
  private final List<OnnxOutput> outputs;

  /** Guarded by {@link #runOptions}, as is their use: a stop may come while this is closed. */
  private boolean closed;

  OnnxBatch(OnnxModel model, int[] inputShape, int capacity) {
    this.model = model;
    this.inputShape = inputShape;
    this.fixedBatch = model.input().shape().get(0) != TensorInfo.FREE;
    try {
      int numbers = Arrays.stream(inputShape).reduce(1, Math::multiplyExact);
      this.itemBytes = Math.multiplyExact(numbers, model.input().type().bytes());
      this.memory =
          ByteBuffer.allocateDirect(Math.multiplyExact(itemBytes, capacity))
              .order(ByteOrder.nativeOrder());
      this.runOptions = new RunOptions();
      // What goes wrong is thrown; the runtime need not print it as well.
      runOptions.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    } catch (ArithmeticException | OutOfMemoryError e) {
      throw new PamiException(
          "a batch of %d inputs of shape %s does not fit into memory: make the batch smaller or give Java more with -XX:MaxDirectMemorySize"
              .formatted(capacity, Arrays.toString(inputShape)),
          e);
    } catch (OrtException e) {
      throw failure(e);
    }
    this.outputs =
        model.outputs().stream()
            .map(output -> new OnnxOutput(model, output.name(), capacity))
            .toList();
    this.slots = new ByteBuffer[capacity];
    for (int i = 0; i < capacity; i++) {
      slots[i] = memory.slice(i * itemBytes, itemBytes).order(ByteOrder.nativeOrder());
    }
  }

  @Override
  public int capacity() {
    return slots.length;
  }

  @Override
  public ByteBuffer slot(int index) {
    return slots[index];
  }

  @Override
  public Outputs run(int count) {
    int batch = fixedBatch ? slots.length : count;
    try {
      forgetStop();
      OnnxTensor input = inputs.computeIfAbsent(batch, this::inputTensor);
      Map<String, OnnxTensor> pinned = new HashMap<>();
      Set<String> asked = new LinkedHashSet<>();
      for (OnnxOutput output : outputs) {
        output
            .pinned(batch)
            .ifPresentOrElse(
                tensor -> pinned.put(output.name(), tensor), () -> asked.add(output.name()));
      }
      try (OrtSession.Result result = model.run(input, asked, pinned, runOptions)) {
        List<Outputs> answers = new ArrayList<>();
        for (OnnxOutput output : outputs) {
          answers.add(
              asked.contains(output.name())
                  ? output.first(result.get(output.name()).orElseThrow(), batch, count)
                  : output.again(count));
        }
        return Outputs.joined(answers);
      }
    } catch (OrtException e) {
      throw failure(e);
    }
  }

  private void forgetStop() throws OrtException {
    synchronized (runOptions) {
      if (closed) {
        throw new IllegalStateException("a batch of %s is closed".formatted(model.name()));
      }
      runOptions.setTerminate(false);
    }
  }

  private OnnxTensor inputTensor(int batch) {
    long[] shape = new long[inputShape.length + 1];
    shape[0] = batch;
    for (int i = 0; i < inputShape.length; i++) {
      shape[i + 1] = inputShape[i];
    }
    try {
      return OnnxTensor.createTensor(
          model.environment(),
          memory.slice(0, batch * itemBytes).order(ByteOrder.nativeOrder()),
          shape,
          model.javaType());
    } catch (OrtException e) {
      throw failure(e);
    }
  }

  private PamiException failure(OrtException e) {
    return new PamiException(model.name() + ": " + e.getMessage(), e);
  }

  @Override
  public void stop() {
    synchronized (runOptions) {
      try {
        if (!closed) {
          runOptions.setTerminate(true);
        }
      } catch (OrtException e) {
        throw failure(e);
      }
    }
  }

  @Override
  public void close() {
    synchronized (runOptions) {
      if (closed) {
        return;
      }
      closed = true;
      runOptions.close();
    }
    inputs.values().forEach(OnnxTensor::close);
    outputs.forEach(OnnxOutput::close);
  }
}
