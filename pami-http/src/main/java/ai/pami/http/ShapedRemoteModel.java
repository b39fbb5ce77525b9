package ai.pami.http;

import ai.pami.PamiException;
import ai.pami.model.Batch;
import ai.pami.model.ElementType;
import ai.pami.model.Model;
import ai.pami.model.Outputs;
import ai.pami.model.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A remote model for tensors of one shape. Any number of inputs is split into requests. */
final class ShapedRemoteModel implements Model<ByteBuffer> {
  private final RemoteModel model;
  private final TensorInfo input;
  private final int[] shape;
  private final int itemBytes;
  private final Datatype sent;

  ShapedRemoteModel(RemoteModel model, TensorInfo input, int[] shape) {
    this.model = model;
    this.input = input;
    this.shape = shape.clone();
    try {
      int numbers = Arrays.stream(shape).reduce(1, Math::multiplyExact);
      this.itemBytes = Math.multiplyExact(numbers, input.type().bytes());
    } catch (ArithmeticException e) {
      throw new PamiException(
          "%s: an input of shape %s is too large".formatted(model.name(), Arrays.toString(shape)),
          e);
    }
    this.sent = model.datatype(input);
  }

  @Override
  public OptionalInt fixedBatchSize() {
    return OptionalInt.empty();
  }

  @Override
  public Batch<ByteBuffer> allocate(int capacity) {
    return new RemoteBatch(capacity);
  }

  /** The bytes of a slot as they are sent; the slot may be rewritten afterwards. */
  private ByteBuffer littleEndian(ByteBuffer slot) {
    ByteBuffer data =
        ByteBuffer.allocate(itemBytes / input.type().bytes() * sent.bytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    if (sent.bytes() == input.type().bytes() && slot.order() == ByteOrder.LITTLE_ENDIAN) {
      return data.put(slot.duplicate().clear()).flip();
    }
    ElementType type = input.type();
    for (int i = 0; i < itemBytes / type.bytes(); i++) {
      sent.put(data, type.read(slot, i));
    }
    return data.flip();
  }

  private final class RemoteBatch implements Batch<ByteBuffer> {
    private final List<ByteBuffer> slots;
    private volatile Call running;

    RemoteBatch(int capacity) {
      this.slots =
          Stream.generate(() -> ByteBuffer.allocate(itemBytes).order(ByteOrder.nativeOrder()))
              .limit(capacity)
              .toList();
    }

    @Override
    public int capacity() {
      return slots.size();
    }

    @Override
    public ByteBuffer slot(int index) {
      return slots.get(index);
    }

    @Override
    public Outputs run(int count) {
      List<Input> inputs = new ArrayList<>();
      for (ByteBuffer slot : slots.subList(0, count)) {
        inputs.add(
            new Input.Tensors(
                List.of(new Input.Slice(input.name(), sent, shape, littleEndian(slot)))));
      }
      Call call = model.call();
      running = call;
      try {
        List<Answer> answers = call.answers(inputs);
        FloatBuffer values = FloatBuffer.allocate(count * answers.get(0).values().length);
        for (Answer answer : answers) {
          for (double value : answer.values()) {
            values.put((float) value);
          }
        }
        return new Outputs(values.flip(), count, answers.get(0).shape());
      } finally {
        running = null;
      }
    }

    @Override
    public void stop() {
      Call call = running;
      if (call != null) {
        call.stop();
      }
    }

    @Override
    public void close() {
      // Nothing is held but memory.
    }
  }
}
