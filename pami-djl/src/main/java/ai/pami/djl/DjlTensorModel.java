package ai.pami.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.translate.NoopTranslator;
import ai.pami.PamiException;
import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import ai.pami.model.TensorModel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A model that DJL runs as a model of one tensor of float32 numbers, such as a picture, without a
 * translator: what it is given is {@code [inputs][...]}, and so is what it answers.
 *
 * <pre>{@code
 * try (Model model = Model.newInstance("resnet")) {
 *   model.load(Path.of("resnet"));
 *   TensorModel pictures = DjlTensorModel.of(model, 3, 224, 224);
 * }
 * }</pre>
 */
public final class DjlTensorModel implements TensorModel {
  private final Model model;
  private final int output;
  private final TensorInfo input;
  private final PredictorPool<NDList, NDList> pool;

  private DjlTensorModel(Model model, int output, List<Integer> inputShape) {
    this.model = model;
    this.output = output;
    this.input = new TensorInfo("input", ElementType.FLOAT32, inputShape);
    this.pool =
        new PredictorPool<>(model.getName(), () -> model.newPredictor(new NoopTranslator(null)));
  }

  /**
   * A model whose first output is explained.
   *
   * @param model is not closed with it
   * @param inputShape the extents of one input, without the batch axis; {@link TensorInfo#FREE} for
   *     any
   */
  public static DjlTensorModel of(Model model, int... inputShape) {
    return output(model, 0, inputShape);
  }

  /**
   * A model of several outputs.
   *
   * @param model is not closed with it
   * @param output which of its outputs is explained, from 0
   * @param inputShape the extents of one input, without the batch axis; {@link TensorInfo#FREE} for
   *     any
   */
  public static DjlTensorModel output(Model model, int output, int... inputShape) {
    if (output < 0) {
      throw new IllegalArgumentException("output " + output);
    }
    return new DjlTensorModel(
        model,
        output,
        IntStream.concat(IntStream.of(TensorInfo.FREE), Arrays.stream(inputShape))
            .boxed()
            .toList());
  }

  @Override
  public String name() {
    return model.getName();
  }

  @Override
  public TensorInfo input() {
    return input;
  }

  /** Its shape is not known before the model has answered. */
  @Override
  public TensorInfo output() {
    return new TensorInfo("output " + output, ElementType.FLOAT32, List.of(TensorInfo.FREE));
  }

  @Override
  public Map<String, String> metadata() {
    return Map.copyOf(new TreeMap<>(model.getProperties()));
  }

  @Override
  public Map<String, String> provenance() {
    return PredictorPool.provenance(name(), model.getNDManager().getEngine());
  }

  @Override
  public ai.pami.model.Model<ByteBuffer> shaped(int... inputShape) {
    boolean fits = inputShape.length == input.shape().size() - 1;
    for (int axis = 0; fits && axis < inputShape.length; axis++) {
      int extent = input.shape().get(axis + 1);
      fits = extent == TensorInfo.FREE ? inputShape[axis] > 0 : extent == inputShape[axis];
    }
    if (!fits) {
      throw new PamiException(
          "%s: the input %s can't take %s".formatted(name(), input, Arrays.toString(inputShape)));
    }
    return new ShapedDjlModel(name(), pool, output, inputShape);
  }

  /** Closes DJL's predictors, not the model. */
  @Override
  public void close() {
    pool.close();
  }

  @Override
  public String toString() {
    return name();
  }
}
