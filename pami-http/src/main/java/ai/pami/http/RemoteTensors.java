package ai.pami.http;

import ai.pami.PamiException;
import ai.pami.model.Model;
import ai.pami.model.TensorInfo;
import ai.pami.model.TensorModel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A remote model that reads one tensor. */
final class RemoteTensors implements TensorModel {
  private final RemoteModel model;
  private final TensorInfo input;
  private final TensorInfo output;

  RemoteTensors(RemoteModel model, TensorInfo input, TensorInfo output) {
    this.model = model;
    this.input = input;
    this.output = output;
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public TensorInfo input() {
    return input;
  }

  @Override
  public TensorInfo output() {
    return output;
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public Map<String, String> provenance() {
    return model.provenance();
  }

  @Override
  public Model<ByteBuffer> shaped(int... inputShape) {
    List<Integer> accepted = input.shape();
    boolean fits = input.type().isFraction() && accepted.size() == inputShape.length + 1;
    for (int axis = 0; fits && axis < inputShape.length; axis++) {
      int extent = accepted.get(axis + 1);
      fits = extent == TensorInfo.FREE ? inputShape[axis] > 0 : extent == inputShape[axis];
    }
    if (!fits) {
      throw new PamiException(
          "%s: the input %s can't take %s".formatted(name(), input, Arrays.toString(inputShape)));
    }
    return new ShapedRemoteModel(model, input, inputShape);
  }

  /** Does nothing: the {@link RemoteModel} is closed by whoever opened it. */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return model.toString();
  }
}
