package ai.pami.onnx;

import ai.pami.model.Batch;
import ai.pami.model.ElementType;
import ai.pami.model.Model;
import ai.pami.model.Outputs;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Inputs for a model, and the model's answers to them. */
final class Questions {
  private final ElementType type;
  private final float[][] inputs;

  private Questions(ElementType type, float[][] inputs) {
    this.type = type;
    this.inputs = inputs;
  }

  static Questions of(ElementType type, float[]... inputs) {
    return new Questions(type, inputs);
  }

  /** Whole numbers 0..15, which every type holds exactly. */
  static Questions wholeNumbers(ElementType type, int count, int numbers) {
    SplittableRandom random = new SplittableRandom(numbers);
    float[][] inputs = new float[count][numbers];
    for (float[] input : inputs) {
      for (int i = 0; i < numbers; i++) {
        input[i] = random.nextInt(16);
      }
    }
    return new Questions(type, inputs);
  }

  /** Any float32 numbers in 0..1. */
  static Questions fractions(int count, int numbers) {
    SplittableRandom random = new SplittableRandom(numbers);
    float[][] inputs = new float[count][numbers];
    for (float[] input : inputs) {
      for (int i = 0; i < numbers; i++) {
        input[i] = (float) random.nextDouble();
      }
    }
    return new Questions(ElementType.FLOAT32, inputs);
  }

  int count() {
    return inputs.length;
  }

  float[] input(int index) {
    return inputs[index];
  }

  /** Writes input {@code from}, {@code from} + 1, ... into the first slots. */
  void fill(Batch<ByteBuffer> batch, int from, int count) {
    for (int i = 0; i < count; i++) {
      float[] input = inputs[from + i];
      for (int n = 0; n < input.length; n++) {
        type.write(batch.slot(i), n, input[n]);
      }
    }
  }

  /** The answers to all inputs, {@code batchSize} at a time, the last time what is left. */
  float[][] ask(Model<ByteBuffer> model, int batchSize) {
    try (Batch<ByteBuffer> batch = model.allocate(batchSize)) {
      return ask(batch);
    }
  }

  /** The answers to all inputs, as many at a time as fit. */
  float[][] ask(Batch<ByteBuffer> batch) {
    float[][] answers = new float[inputs.length][];
    for (int from = 0; from < inputs.length; from += batch.capacity()) {
      int count = Math.min(batch.capacity(), inputs.length - from);
      fill(batch, from, count);
      Outputs outputs = batch.run(count);
      for (int i = 0; i < count; i++) {
        answers[from + i] = outputs.get(i).toArray();
      }
    }
    return answers;
  }
}
