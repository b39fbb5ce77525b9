package ai.pami.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * ONNX models of a few nodes, made for a test, whose answers can be worked out by hand.
 *
 * <pre>{@code
 * Path file = TinyModels.channelMeans(DataType.FLOAT, 1, FREE, 3, 8, 8).write(folder, "means.onnx");
 * }</pre>
 */
public final class TinyModels {
  /** The extent of an axis that may have any. */
  public static final long FREE = -1;

  /** Old enough for every runtime, new enough for the operators used here. */
  private static final int OPSET = 13;

  private static final int ML_OPSET = 3;
  private static final int IR_VERSION = 8;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
  private final ModelProto.Builder model =
      ModelProto.newBuilder()
          .setIrVersion(IR_VERSION)
          .setProducerName("a test")
          .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
          .addOpsetImport(
              OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(ML_OPSET));

  private TinyModels() {}

  /** A model without nodes, to be filled. */
  public static TinyModels empty() {
    return new TinyModels();
  }

  /**
   * The mean of each channel: input {@code picture}, output {@code means}, float32 {@code
   * [batch][channels]}.
   *
   * @param type of the input
   * @param channelAxis 1 for NCHW, 3 for NHWC
   * @param shape the input's four extents; {@link #FREE} for any
   */
  public static TinyModels channelMeans(DataType type, int channelAxis, long... shape) {
    long[] axes = channelAxis == 1 ? new long[] {2, 3} : new long[] {1, 2};
    return empty()
        .input("picture", type, shape)
        .cast("picture", "numbers", DataType.FLOAT)
        .node("ReduceMean", "numbers", "means", attribute("axes", axes), attribute("keepdims", 0))
        .output("means", DataType.FLOAT, shape[0], shape[channelAxis]);
  }

  /**
   * Weighted sums of all numbers of an input of fixed size: input {@code picture}, output {@code
   * scores}, float32 {@code [batch][classes]}. The scores are {@code sum_i x_i weights[i][k] +
   * bias[k]}, or their softmax.
   *
   * @param type of the input
   * @param weights {@code [numbers of one input][classes]}, the input's last axis fastest
   * @param bias {@code [classes]}
   * @param shape the input's extents; only the first may be {@link #FREE}
   */
  public static TinyModels linear(
      DataType type, boolean softmax, float[][] weights, float[] bias, long... shape) {
    int classes = bias.length;
    float[] flat = new float[weights.length * classes];
    for (int i = 0; i < weights.length; i++) {
      System.arraycopy(weights[i], 0, flat, i * classes, classes);
    }
    return empty()
        .input("picture", type, shape)
        .cast("picture", "numbers", DataType.FLOAT)
        .node("Flatten", "numbers", "flat")
        .constant("weights", flat, weights.length, classes)
        .constant("bias", bias, classes)
        .node("Gemm", "flat weights bias", "sums")
        .node(softmax ? "Softmax" : "Identity", "sums", "scores")
        .output("scores", DataType.FLOAT, shape[0], classes);
  }

  /** Adds a tensor input. */
  public TinyModels input(String name, DataType type, long... shape) {
    graph.addInput(value(name, tensor(type, shape)));
    return this;
  }

  /** Adds an input of any type. */
  public TinyModels input(String name, TypeProto type) {
    graph.addInput(value(name, type));
    return this;
  }

  /** Adds a tensor output. */
  public TinyModels output(String name, DataType type, long... shape) {
    return output(name, tensor(type, shape));
  }

  /** Adds an output of any type. */
  public TinyModels output(String name, TypeProto type) {
    graph.addOutput(value(name, type));
    return this;
  }

  /** Adds fixed float32 numbers. */
  public TinyModels constant(String name, float[] values, long... shape) {
    TensorProto.Builder tensor = constant(name, DataType.FLOAT, shape);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    graph.addInitializer(tensor);
    return this;
  }

  /** Adds fixed int64 numbers. */
  public TinyModels constant(String name, long[] values, long... shape) {
    TensorProto.Builder tensor = constant(name, DataType.INT64, shape);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    graph.addInitializer(tensor);
    return this;
  }

  /** Adds fixed texts. */
  public TinyModels constant(String name, String... values) {
    TensorProto.Builder tensor = constant(name, DataType.STRING, values.length);
    for (String value : values) {
      tensor.addStringData(ByteString.copyFromUtf8(value));
    }
    graph.addInitializer(tensor);
    return this;
  }

  private static TensorProto.Builder constant(String name, DataType type, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    for (long extent : shape) {
      tensor.addDims(extent);
    }
    return tensor;
  }

  /**
   * Adds a node.
   *
   * @param operator of the standard set, or of another with its domain: {@code ai.onnx.ml.ZipMap}
   * @param inputs names, a space between two
   * @param outputs names, a space between two
   */
  public TinyModels node(
      String operator, String inputs, String outputs, AttributeProto... attributes) {
    int dot = operator.lastIndexOf('.');
    graph.addNode(
        NodeProto.newBuilder()
            .setName("node" + graph.getNodeCount())
            .setDomain(dot < 0 ? "" : operator.substring(0, dot))
            .setOpType(operator.substring(dot + 1))
            .addAllInput(names(inputs))
            .addAllOutput(names(outputs))
            .addAllAttribute(List.of(attributes)));
    return this;
  }

  private static List<String> names(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  /** Adds a node that turns numbers into another type. */
  public TinyModels cast(String from, String to, DataType type) {
    return node("Cast", from, to, attribute("to", type.getNumber()));
  }

  /** Adds a key and its value to what the author says of the model. */
  public TinyModels metadata(String key, String value) {
    model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
    return this;
  }

  public static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  public static AttributeProto attribute(String name, long[] values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  public static AttributeProto attribute(String name, float... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOATS);
    for (float value : values) {
      attribute.addFloats(value);
    }
    return attribute.build();
  }

  public static AttributeProto attribute(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  public static AttributeProto attribute(String name, String[] values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.STRINGS);
    for (String value : values) {
      attribute.addStrings(ByteString.copyFromUtf8(value));
    }
    return attribute.build();
  }

  /** An attribute that is the graph of another model: the body of a loop. */
  public static AttributeProto attribute(String name, TinyModels body) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.GRAPH)
        .setG(body.graph)
        .build();
  }

  /** A tensor's type. */
  public static TypeProto tensor(DataType type, long... shape) {
    TensorShapeProto.Builder extents = TensorShapeProto.newBuilder();
    for (int axis = 0; axis < shape.length; axis++) {
      var extent = TensorShapeProto.Dimension.newBuilder();
      extents.addDim(
          shape[axis] == FREE ? extent.setDimParam("any" + axis) : extent.setDimValue(shape[axis]));
    }
    return TypeProto.newBuilder()
        .setTensorType(
            TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(extents))
        .build();
  }

  /** The type of a list of values. */
  public static TypeProto sequence(TypeProto of) {
    return TypeProto.newBuilder()
        .setSequenceType(TypeProto.Sequence.newBuilder().setElemType(of))
        .build();
  }

  /** The type of a table from keys to float32 numbers. */
  public static TypeProto map(DataType keys) {
    return TypeProto.newBuilder()
        .setMapType(
            TypeProto.Map.newBuilder()
                .setKeyType(keys.getNumber())
                .setValueType(tensor(DataType.FLOAT)))
        .build();
  }

  private static ValueInfoProto value(String name, TypeProto type) {
    return ValueInfoProto.newBuilder().setName(name).setType(type).build();
  }

  /** The model as an ONNX file's bytes. */
  public byte[] bytes() {
    return model.clone().setGraph(graph).build().toByteArray();
  }

  /**
   * Writes the model.
   *
   * @return the file
   */
  public Path write(Path folder, String name) throws IOException {
    return Files.write(folder.resolve(name), bytes());
  }
}
