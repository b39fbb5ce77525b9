package ai.pami.onnx;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.pami.PamiException;
import ai.pami.model.ElementType;
import ai.pami.model.Tensor;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Scores in whatever form an output has them: a tensor of fractions; a sequence of maps from
 * classes to numbers, one an input, as scikit-learn's classifiers are exported (ZipMap); a map of
 * one input's.
 */
final class OnnxAnswer {
  private static final List<Integer> A_ROW_AN_INPUT =
      List.of(ai.pami.model.TensorInfo.FREE, ai.pami.model.TensorInfo.FREE);

  private OnnxAnswer() {}

  /** Whether scores can be read from an output; labels and texts are none. */
  static boolean holdsScores(NodeInfo output) {
    if (output.getInfo() instanceof TensorInfo tensor) {
      return isFraction(tensor.type);
    }
    if (output.getInfo() instanceof SequenceInfo sequence) {
      return sequence.isSequenceOfMaps() && isFraction(sequence.mapInfo.valueType);
    }
    return output.getInfo() instanceof MapInfo map && isFraction(map.valueType);
  }

  private static boolean isFraction(OnnxJavaType type) {
    return switch (type) {
      case FLOAT, FLOAT16, BFLOAT16, DOUBLE -> true;
      default -> false;
    };
  }

  /** The output as it is answered: what holds scores is a tensor of fractions. */
  static ai.pami.model.TensorInfo describe(NodeInfo output) {
    if (!holdsScores(output)) {
      return OnnxSession.describe(output);
    }
    if (output.getInfo() instanceof TensorInfo) {
      ai.pami.model.TensorInfo own = OnnxSession.describe(output);
      return own.type().isFraction()
          ? own
          : new ai.pami.model.TensorInfo(own.name(), ElementType.FLOAT32, own.shape());
    }
    return new ai.pami.model.TensorInfo(
        output.getName(),
        ElementType.FLOAT32,
        output.getInfo() instanceof MapInfo
            ? List.of(1, ai.pami.model.TensorInfo.FREE)
            : A_ROW_AN_INPUT);
  }

  /**
   * Reads an output that {@link #holdsScores}. Maps become {@code [inputs][classes]}, classes in
   * the order of their names or numbers, which are the tensor's {@link Tensor#names()}.
   *
   * @param what of which model, for messages
   * @throws PamiException if two inputs were answered with other classes
   */
  static Tensor read(OnnxValue value, String what) throws OrtException {
    if (value instanceof OnnxTensor tensor) {
      int[] shape = Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
      return Tensor.of(floats(tensor), shape);
    }
    if (value instanceof OnnxMap map) {
      return table(List.of(sorted(map)), what);
    }
    List<Map<Object, Object>> rows = new ArrayList<>();
    for (OnnxValue element : ((OnnxSequence) value).getValue()) {
      try (OnnxMap map = (OnnxMap) element) {
        rows.add(sorted(map));
      }
    }
    return table(rows, what);
  }

  private static Map<Object, Object> sorted(OnnxMap map) throws OrtException {
    return new TreeMap<>(map.getValue());
  }

  private static Tensor table(List<Map<Object, Object>> rows, String what) {
    if (rows.isEmpty()) {
      throw new PamiException(what + " is an empty sequence: it answers no input");
    }
    Set<Object> classes = rows.get(0).keySet();
    float[] numbers = new float[rows.size() * classes.size()];
    int at = 0;
    for (Map<Object, Object> row : rows) {
      if (!row.keySet().equals(classes)) {
        throw new PamiException(
            "%s answered one input with the classes %s and another with %s"
                .formatted(what, classes, row.keySet()));
      }
      for (Object number : row.values()) {
        numbers[at++] = ((Number) number).floatValue();
      }
    }
    return Tensor.of(numbers, rows.size(), classes.size())
        .named(classes.stream().map(String::valueOf).toList());
  }

  /** All numbers of a tensor of fractions, in single precision. */
  static float[] floats(OnnxTensor tensor) {
    DoubleBuffer doubles = tensor.getDoubleBuffer();
    if (doubles != null) {
      float[] numbers = new float[doubles.remaining()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) doubles.get(i);
      }
      return numbers;
    }
    FloatBuffer floats = tensor.getFloatBuffer(); // widens half precision
    float[] numbers = new float[floats.remaining()];
    floats.get(numbers);
    return numbers;
  }
}
