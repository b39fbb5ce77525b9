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
  }
}
