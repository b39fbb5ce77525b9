package ai.pami.onnx;

import static ai.pami.onnx.TinyModels.FREE;
import static ai.pami.onnx.TinyModels.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the models that the command line's tests use. They are committed there; run this class's
 * main from the module's folder to write them again.
 */
final class WriteCommandLineModels {
  private WriteCommandLineModels() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of("../pami-cli/src/test/resources/ai/pami/cli");
    Files.createDirectories(folder);
    // Minus infinity for a black picture.
    TinyModels.empty()
        .input("image", DataType.FLOAT, FREE, 3, 48, 48)
        .node(
            "ReduceMean",
            "image",
            "means",
            attribute("axes", new long[] {2, 3}),
            attribute("keepdims", 0))
        .node("Log", "means", "logs")
        .output("logs", DataType.FLOAT, FREE, 3)
        .write(folder, "log-of-mean.onnx");
    // Reads rows of a table, no pictures.
    TinyModels.empty()
        .input("row", DataType.FLOAT, FREE, 12)
        .node("Identity", "row", "same")
        .output("same", DataType.FLOAT, FREE, 12)
        .write(folder, "table.onnx");
    // 2 a + 3 b - c of three columns in one input.
    TinyModels.empty()
        .input("columns", DataType.FLOAT, FREE, 3)
        .constant("weights", new float[] {2, 3, -1}, 3, 1)
        .node("MatMul", "columns weights", "score")
        .output("score", DataType.FLOAT, FREE, 1)
        .write(folder, "three-columns.onnx");
    // Income less debts, each an input of its own.
    TinyModels.empty()
        .input("income", DataType.FLOAT, FREE, 1)
        .input("debts", DataType.FLOAT, FREE, 1)
        .node("Sub", "income debts", "left")
        .output("left", DataType.FLOAT, FREE, 1)
        .write(folder, "named-columns.onnx");
    ScikitModels.pipeline().write(folder, "scikit-pipeline.onnx");
    ScikitModels.forest().write(folder, "scikit-forest.onnx");
    blobs().write(folder, "blobs.onnx");
  }

  /**
   * A detector of red and of blue squares of 16 x 16 pixels in a picture of 64 x 64: 7 x 7 boxes,
   * every 8 pixels, each as sure as its pixels are red, or blue, on average. It answers as YOLO v8
   * does, as SSD does, with a dense map, and with a line of numbers.
   */
  private static TinyModels blobs() {
    int side = 7;
    int n = side * side;
    float[] middles = new float[4 * n];
    float[] corners = new float[4 * n];
    for (int i = 0; i < n; i++) {
      float x = 8 * (i % side) + 8;
      float y = 8 * (i / side) + 8;
      float[] middle = {x, y, 16, 16};
      float[] corner = {(x - 8) / 64, (y - 8) / 64, (x + 8) / 64, (y + 8) / 64};
      for (int k = 0; k < 4; k++) {
        middles[k * n + i] = middle[k];
        corners[4 * i + k] = corner[k];
      }
    }
    return TinyModels.empty()
        .input("image", DataType.FLOAT, FREE, 3, 64, 64)
        .constant("colours", new float[] {1, -0.5f, -0.5f, -0.5f, -0.5f, 1}, 2, 3, 1, 1)
        .node("Conv", "image colours", "difference")
        .node("Relu", "difference", "colour")
        .node(
            "AveragePool",
            "colour",
            "map",
            attribute("kernel_shape", new long[] {16, 16}),
            attribute("strides", new long[] {8, 8}))
        .constant("lines", new long[] {0, 2, n}, 3)
        .node("Reshape", "map lines", "classes")
        .node("ReduceSum", "classes axis", "any", attribute("keepdims", 1))
        .constant("axis", new long[] {1}, 1)
        .constant("zero", new float[] {0}, 1)
        .node("Mul", "any zero", "nothing")
        .constant("middles", middles, 1, 4, n)
        .node("Add", "nothing middles", "places")
        .node("Concat", "places classes", "found", attribute("axis", 1))
        .output("found", DataType.FLOAT, FREE, 6, n)
        .constant("one", new float[] {1}, 1)
        .node("Sub", "one any", "rest")
        .node("Concat", "rest classes", "three", attribute("axis", 1))
        .node("Transpose", "three", "scores", attribute("perm", new long[] {0, 2, 1}))
        .output("scores", DataType.FLOAT, FREE, n, 3)
        .node("Transpose", "nothing", "column", attribute("perm", new long[] {0, 2, 1}))
        .constant("corners", corners, 1, n, 4)
        .node("Add", "column corners", "boxes")
        .output("boxes", DataType.FLOAT, FREE, n, 4)
        .output("map", DataType.FLOAT, FREE, 2, side, side)
        .node("Flatten", "map", "embedding")
        .output("embedding", DataType.FLOAT, FREE, 98);
  }
}
