package ai.pami.bench;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A classifier of series: random convolutions at several dilations, of each the greatest value and
 * the share of positive ones, and a linear head (Dempster, Petitjean, Webb 2020, "ROCKET:
 * exceptionally fast and accurate time series classification using random convolutional kernels").
 */
final class Rocket {
  private static final int TAPS = 9;
  private static final int EACH = 24;
  private static final int[] DILATIONS = {1, 2, 4, 8, 16};

  private final float[][] taps = new float[DILATIONS.length * EACH][TAPS];
  private final float[] biases = new float[DILATIONS.length * EACH];

  /** Kernels of a seed: normal taps without their mean, biases in -1..1 times {@code level}. */
  Rocket(long seed, double level) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < taps.length; k++) {
      double mean = 0;
      double[] drawn = new double[TAPS];
      for (int i = 0; i < TAPS; i++) {
        drawn[i] = random.nextGaussian();
        mean += drawn[i] / TAPS;
      }
      for (int i = 0; i < TAPS; i++) {
        taps[k][i] = (float) (drawn[i] - mean);
      }
      biases[k] = (float) (level * (2 * random.nextDouble() - 1));
    }
  }

  /** Two a kernel. */
  int features() {
    return 2 * taps.length;
  }

  /** The greatest values, then the shares of positive ones, {@code [features()]}. */
  double[] features(float[] values) {
    double[] features = new double[features()];
    for (int k = 0; k < taps.length; k++) {
      int dilation = DILATIONS[k / EACH];
      float most = Float.NEGATIVE_INFINITY;
      int positive = 0;
      for (int t = 0; t < values.length; t++) {
        float sum = biases[k];
        for (int i = 0, at = t - TAPS / 2 * dilation; i < TAPS; i++, at += dilation) {
          sum += at >= 0 && at < values.length ? taps[k][i] * values[at] : 0;
        }
        most = Math.max(most, sum);
        positive += sum > 0 ? 1 : 0;
      }
      features[k] = most;
      features[taps.length + k] = (double) positive / values.length;
    }
    return features;
  }

  /**
   * The classifier as an ONNX file: input {@code series [batch][1][times]}, output {@code
   * probabilities [batch][classes]}, a logistic a class.
   *
   * @param weights {@code [features()][classes]}
   * @param offsets {@code [classes]}
   */
  byte[] onnx(float[][] weights, float[] offsets) {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("rocket");
    graph.addInput(value("series", "batch", 1, "times"));
    graph.addOutput(value("probabilities", "batch", offsets.length));
    List<String> greatest = new ArrayList<>();
    List<String> shares = new ArrayList<>();
    graph.addInitializer(tensor("zero", new float[] {0}));
    for (int d = 0; d < DILATIONS.length; d++) {
      float[] kernel = new float[EACH * TAPS];
      for (int k = 0; k < EACH; k++) {
        System.arraycopy(taps[d * EACH + k], 0, kernel, k * TAPS, TAPS);
      }
      graph.addInitializer(tensor("taps" + d, kernel, EACH, 1, TAPS));
      graph.addInitializer(
          tensor("bias" + d, Arrays.copyOfRange(biases, d * EACH, (d + 1) * EACH), EACH));
      int pad = TAPS / 2 * DILATIONS[d];
      node(
          graph,
          "Conv",
          "series taps" + d + " bias" + d,
          "seen" + d,
          numbers("dilations", DILATIONS[d]),
          numbers("pads", pad, pad),
          numbers("kernel_shape", TAPS));
      node(graph, "ReduceMax", "seen" + d, "max" + d, numbers("axes", 2), number("keepdims", 0));
      node(graph, "Greater", "seen" + d + " zero", "above" + d);
      node(graph, "Cast", "above" + d, "ones" + d, number("to", DataType.FLOAT.getNumber()));
      node(graph, "ReduceMean", "ones" + d, "share" + d, numbers("axes", 2), number("keepdims", 0));
      greatest.add("max" + d);
      shares.add("share" + d);
    }
    greatest.addAll(shares);
    node(graph, "Concat", String.join(" ", greatest), "features", number("axis", 1));
    float[] flat = new float[weights.length * offsets.length];
    for (int i = 0; i < weights.length; i++) {
      System.arraycopy(weights[i], 0, flat, i * offsets.length, offsets.length);
    }
    graph.addInitializer(tensor("weights", flat, weights.length, offsets.length));
    graph.addInitializer(tensor("offsets", offsets, offsets.length));
    node(graph, "Gemm", "features weights offsets", "logits");
    node(graph, "Sigmoid", "logits", "probabilities");
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .setProducerName("pami-bench TrainSignal")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static void node(
      GraphProto.Builder graph, String operator, String in, String out, AttributeProto... with) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(out)
            .setOpType(operator)
            .addAllInput(List.of(in.split(" ", -1)))
            .addOutput(out)
            .addAllAttribute(List.of(with)));
  }

  private static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  private static AttributeProto numbers(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    Arrays.stream(values).forEach(attribute::addInts);
    return attribute.build();
  }

  private static TensorProto tensor(String name, float[] values, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT.getNumber());
    Arrays.stream(shape).forEach(tensor::addDims);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return tensor.build();
  }

  /** A tensor's name and extents: a name for a free one, a number for a fixed one. */
  private static ValueInfoProto value(String name, Object... extents) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object extent : extents) {
      Dimension.Builder dimension = Dimension.newBuilder();
      shape.addDim(
          extent instanceof Integer number
              ? dimension.setDimValue(number)
              : dimension.setDimParam(extent.toString()));
    }
    TypeProto.Tensor type =
        TypeProto.Tensor.newBuilder()
            .setElemType(DataType.FLOAT.getNumber())
            .setShape(shape)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }
}
