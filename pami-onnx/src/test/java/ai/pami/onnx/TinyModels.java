package ai.pami.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Small real ONNX files whose answers can be worked out by hand. Two of them are committed among
 * the command line's test resources; run this class's main from the module's folder to write them
 * again.
 */
final class TinyModels {
  /** An extent that may be any. */
  static final int FREE = -1;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
  private final ModelProto.Builder model =
      ModelProto.newBuilder()
          .setIrVersion(8)
          .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13));

  TinyModels() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of("../pami-cli/src/test/resources/ai/pami/cli");
    Files.createDirectories(folder);
    Files.write(folder.resolve("log-of-mean.onnx"), logOfMean(48, 48));
    Files.write(folder.resolve("table.onnx"), table(12));
  }

  /** The mean of every channel: {@code [?, 3, height, width]} to {@code [?, 3]}. */
  static byte[] channelMeans(int height, int width) {
    return channelMeans(TensorProto.DataType.FLOAT, FREE, 3, height, width).bytes();
  }

  /** Channel means of a picture of any number type and batch size, channels first. */
  static TinyModels channelMeans(
      TensorProto.DataType type, int batch, int channels, int height, int width) {
    return new TinyModels()
        .input("image", type, batch, channels, height, width)
        .node("Cast", "image", "floats", number("to", TensorProto.DataType.FLOAT_VALUE))
        .node("ReduceMean", "floats", "means", numbers("axes", 2, 3), number("keepdims", 0))
        .output("means", TensorProto.DataType.FLOAT, batch, channels);
  }

  /** The logarithm of the mean of every channel: minus infinity for a black picture. */
  static byte[] logOfMean(int height, int width) {
    return new TinyModels()
        .input("image", TensorProto.DataType.FLOAT, FREE, 3, height, width)
        .node("ReduceMean", "image", "means", numbers("axes", 2, 3), number("keepdims", 0))
        .node("Log", "means", "logs")
        .output("logs", TensorProto.DataType.FLOAT, FREE, 3)
        .bytes();
  }

  /** A model of rows of a table, which reads no pictures: {@code [?, columns]} to the same. */
  static byte[] table(int columns) {
    return new TinyModels()
        .input("row", TensorProto.DataType.FLOAT, FREE, columns)
        .node("Identity", "row", "same")
        .output("same", TensorProto.DataType.FLOAT, FREE, columns)
        .bytes();
  }

  TinyModels input(String name, TensorProto.DataType type, int... shape) {
    graph.addInput(value(name, type, shape));
    return this;
  }

  TinyModels output(String name, TensorProto.DataType type, int... shape) {
    graph.addOutput(value(name, type, shape));
    return this;
  }

  TinyModels node(String operator, String input, String output, AttributeProto... attributes) {
    return node(operator, List.of(input), output, attributes);
  }

  TinyModels node(
      String operator, List<String> inputs, String output, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(Arrays.asList(attributes)));
    return this;
  }

  /** Whole numbers that belong to the model. */
  TinyModels constant(String name, long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64_VALUE)
            .addDims(values.length);
    Arrays.stream(values).forEach(tensor::addInt64Data);
    graph.addInitializer(tensor);
    return this;
  }

  TinyModels metadata(String key, String value) {
    model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
    return this;
  }

  static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto numbers(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    Arrays.stream(values).forEach(attribute::addInts);
    return attribute.build();
  }

  private static ValueInfoProto value(String name, TensorProto.DataType type, int... shape) {
    TensorShapeProto.Builder extents = TensorShapeProto.newBuilder();
    IntStream.range(0, shape.length)
        .forEach(
            axis -> {
              TensorShapeProto.Dimension.Builder extent = TensorShapeProto.Dimension.newBuilder();
              extents.addDim(
                  shape[axis] == FREE
                      ? extent.setDimParam("any_" + name + "_" + axis)
                      : extent.setDimValue(shape[axis]));
            });
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(extents)))
        .build();
  }

  byte[] bytes() {
    return model.setGraph(graph).build().toByteArray();
  }
}
