package ai.pami.onnx;

import static ai.pami.onnx.TinyModels.FREE;
import static ai.pami.onnx.TinyModels.number;
import static ai.pami.onnx.TinyModels.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.pami.PamiException;
import ai.pami.model.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model file says of itself, and what is wrong with files that are none. */
class OnnxModelTest {
  @TempDir Path folder;

  private static OnnxModel open(byte[] bytes) {
    return OnnxModel.of("tiny.onnx", bytes, OnnxOptions.defaults());
  }

  private static TinyModels twoOutputs() {
    return new TinyModels()
        .input("image", DataType.FLOAT, FREE, 3, 4, 5)
        .node("ReduceMean", "image", "means", numbers("axes", 2, 3), number("keepdims", 0))
        .node("ReduceMax", "image", "maxima", numbers("axes", 2, 3), number("keepdims", 0))
        .node("ArgMax", "means", "best", number("axis", 1), number("keepdims", 0))
        .output("means", DataType.FLOAT, FREE, 3)
        .output("maxima", DataType.FLOAT, FREE, 3)
        .output("best", DataType.INT64, FREE);
  }

  private static ThrowableAssertAlternative<PamiException> refused(Runnable action) {
    return assertThatExceptionOfType(PamiException.class).isThrownBy(action::run);
  }

  @Test
  void tellsItsInputAndOutput() {
    try (OnnxModel model = open(TinyModels.channelMeans(4, 5))) {
      assertThat(model.input()).hasToString("'image' FLOAT32 [?, 3, 4, 5]");
      assertThat(model.output()).hasToString("'means' FLOAT32 [?, 3]");
      assertThat(model.name()).isEqualTo("tiny.onnx");
    }
  }

  @Test
  void tellsItsMetadataAndWhatItIs() {
    byte[] bytes = twoOutputs().metadata("Image.BitmapPixelFormat", "Bgr8").bytes();
    try (OnnxModel model = open(bytes)) {
      assertThat(model.metadata()).containsEntry("Image.BitmapPixelFormat", "Bgr8");
      assertThat(model.provenance())
          .containsEntry("model", "tiny.onnx")
          .containsEntry("model_output", "means");
      assertThat(model.provenance().get("model_sha256")).matches("[0-9a-f]{64}");
      assertThat(model.provenance().get("runtime")).startsWith("ONNX Runtime 1.");
    }
  }

  @Test
  void choosesAnOutputByNameOrNumber() {
    for (String wanted : List.of("maxima", "1")) {
      OnnxOptions options = OnnxOptions.defaults().withOutput(wanted);
      try (OnnxModel model = OnnxModel.of("tiny.onnx", twoOutputs().bytes(), options)) {
        assertThat(model.output().name()).isEqualTo("maxima");
      }
    }
  }

  @Test
  void offersTheOutputsThereAre() {
    for (String wanted : List.of("probabilities", "3", "-1")) {
      refused(
              () ->
                  OnnxModel.of(
                      "tiny.onnx", twoOutputs().bytes(), OnnxOptions.defaults().withOutput(wanted)))
          .withMessageContaining("tiny.onnx has no output '" + wanted + "'")
          .withMessageContaining("'means', 'maxima', 'best'");
    }
  }

  @Test
  void refusesAnOutputThatHoldsNoScores() {
    refused(
            () ->
                OnnxModel.of(
                    "tiny.onnx", twoOutputs().bytes(), OnnxOptions.defaults().withOutput("best")))
        .withMessageContaining("output 'best' holds no scores");
  }

  @Test
  void refusesTwoInputs() {
    byte[] bytes =
        new TinyModels()
            .input("a", DataType.FLOAT, FREE, 2)
            .input("b", DataType.FLOAT, FREE, 2)
            .node("Add", List.of("a", "b"), "sum")
            .output("sum", DataType.FLOAT, FREE, 2)
            .bytes();
    refused(() -> open(bytes)).withMessageContaining("has 2 inputs, 'a', 'b'");
  }

  @Test
  void refusesInputsOfOtherShapesAndTypes() {
    try (OnnxModel model = open(TinyModels.channelMeans(4, 5))) {
      refused(() -> model.shaped(3, 4, 6)).withMessageContaining("[?, 3, 4, 5]");
      refused(() -> model.shaped(3, 4)).withMessageContaining("[?, 3, 4, 5]");
    }
    byte[] tokens =
        new TinyModels()
            .input("tokens", DataType.INT64, FREE, 8)
            .node("Cast", "tokens", "floats", number("to", DataType.FLOAT_VALUE))
            .output("floats", DataType.FLOAT, FREE, 8)
            .bytes();
    try (OnnxModel model = open(tokens)) {
      assertThat(model.input().type()).isEqualTo(ElementType.OTHER);
      refused(() -> model.shaped(8)).withMessageContaining("'tokens'");
    }
  }

  @Test
  void namesFilesThatAreNoModels() throws IOException {
    byte[] whole = TinyModels.channelMeans(4, 5);
    Path text = Files.writeString(folder.resolve("text.onnx"), "not a model at all");
    Path empty = Files.write(folder.resolve("empty.onnx"), new byte[0]);
    Path half = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(whole, whole.length / 2));
    for (Path file : List.of(text, empty, half)) {
      refused(() -> OnnxModel.open(file))
          .withMessageContaining("not an ONNX model that can be run: " + file.getFileName());
    }
    Path missing = folder.resolve("missing.onnx");
    refused(() -> OnnxModel.open(missing)).withMessage("model not found: " + missing);
    refused(() -> OnnxModel.open(folder)).withMessage("not a model but a folder: " + folder);
  }
}
