package ai.pami.http;

import ai.pami.PamiException;
import ai.pami.model.ElementType;
import ai.pami.model.Tensor;
import ai.pami.model.TensorFunction;
import ai.pami.model.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A remote model of named tensors. Items along their first axes are split into requests. */
final class RemoteFunction implements TensorFunction {
  private final RemoteModel model;
  private final List<TensorInfo> inputs;
  private final List<TensorInfo> outputs;

  RemoteFunction(RemoteModel model, List<TensorInfo> inputs, List<TensorInfo> outputs) {
    this.model = model;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public List<TensorInfo> inputs() {
    return inputs;
  }

  @Override
  public List<TensorInfo> outputs() {
    return outputs;
  }

  @Override
  public Map<String, String> provenance() {
    return model.provenance();
  }

  @Override
  public Tensor run(Map<String, Tensor> given, String output) {
    requireOutput(output);
    int count = -1;
    for (TensorInfo input : inputs) {
      Tensor tensor = given.get(input.name());
      if (tensor == null || given.size() != inputs.size()) {
        throw new PamiException(
            "%s needs the inputs %s, but was given %s"
                .formatted(name(), inputs.stream().map(TensorInfo::name).toList(), given.keySet()));
      }
      boolean fits = tensor.rank() > 0 && (count < 0 || tensor.extent(0) == count);
      boolean sameKind =
          input.type() == tensor.type()
              || (input.type() == ElementType.INT32 && tensor.type() == ElementType.INT64);
      if (!fits || !sameKind) {
        throw new PamiException("%s: the input %s can't take %s".formatted(name(), input, tensor));
      }
      count = tensor.extent(0);
    }
    List<Input> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Input.Slice> slices = new ArrayList<>();
      for (TensorInfo input : inputs) {
        slices.add(slice(input, given.get(input.name()), i));
      }
      items.add(new Input.Tensors(slices));
    }
    return stacked(model.call().answers(items));
  }

  private void requireOutput(String wanted) {
    String served = model.output().orElse(wanted);
    if (!served.equals(wanted)) {
      throw new PamiException(
          "%s was opened for the output '%s', not '%s'".formatted(name(), served, wanted));
    }
  }

  private Input.Slice slice(TensorInfo info, Tensor tensor, int item) {
    int[] shape = Arrays.copyOfRange(tensor.shape(), 1, tensor.rank());
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    Datatype type = model.datatype(info);
    int from = item * size;
    if (type == Datatype.BYTES) {
      List<byte[]> texts = new ArrayList<>();
      int bytes = 0;
      for (int i = from; i < from + size; i++) {
        byte[] text = tensor.strings()[i].getBytes(StandardCharsets.UTF_8);
        texts.add(text);
        bytes = Math.addExact(bytes, Integer.BYTES + text.length);
      }
      ByteBuffer data = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
      texts.forEach(text -> data.putInt(text.length).put(text));
      return new Input.Slice(info.name(), type, shape, data.flip());
    }
    ByteBuffer data =
        ByteBuffer.allocate(Math.multiplyExact(size, type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = from; i < from + size; i++) {
      if (type == Datatype.INT64) {
        data.putLong(tensor.longs()[i]);
      } else if (tensor.type() == ElementType.INT64) {
        data.putInt(Math.toIntExact(tensor.longs()[i]));
      } else {
        type.put(data, tensor.floats()[i]);
      }
    }
    return new Input.Slice(info.name(), type, shape, data.flip());
  }

  private static Tensor stacked(List<Answer> answers) {
    int[] each = answers.get(0).shape();
    int size = answers.get(0).values().length;
    float[] values = new float[Math.multiplyExact(size, answers.size())];
    for (int i = 0; i < answers.size(); i++) {
      for (int k = 0; k < size; k++) {
        values[i * size + k] = (float) answers.get(i).values()[k];
      }
    }
    int[] shape = new int[each.length + 1];
    shape[0] = answers.size();
    System.arraycopy(each, 0, shape, 1, each.length);
    return Tensor.of(values, shape);
  }

  /** Does nothing: the {@link RemoteModel} is closed by whoever opened it. */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return model.toString();
  }
}
