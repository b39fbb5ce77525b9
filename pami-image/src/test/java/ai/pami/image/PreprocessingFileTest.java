package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.image.picture.Resampling;
import ai.pami.image.picture.TestPictures;
import ai.pami.model.ElementType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingFileTest {
  @TempDir Path folder;

  private Path write(String name, String json) {
    return TestPictures.write(folder, name, json.getBytes(StandardCharsets.UTF_8));
  }

  private Preprocessing read(String json) {
    return PreprocessingFile.read(write("p.json", json));
  }

  @Test
  void everyKeyIsRead() {
    Preprocessing read =
        read(
            """
            {"size": [192, 256], "resize": "crop", "short_side": 300, "resampling": "lanczos",
             "channels": "BGR", "layout": "NHWC", "scale": 0.5,
             "mean": [1, 2, 3.5], "std": [4, 5, 6]}
            """);
    assertThat(read)
        .isEqualTo(
            new Preprocessing(
                "p.json",
                192,
                256,
                Resize.CROP,
                300,
                Resampling.LANCZOS,
                Channels.BGR,
                Optional.of(Layout.NHWC),
                0.5,
                List.of(1.0, 2.0, 3.5),
                List.of(4.0, 5.0, 6.0)));
  }

  @Test
  void whatIsLeftOutIsRaw() {
    assertThat(read("{}")).isEqualTo(Preprocessing.RAW.named("p.json"));
    assertThat(read("{\"size\": 96}")).isEqualTo(Preprocessing.RAW.named("p.json").sized(96, 96));
  }

  @Test
  void whatIsLeftOutIsThePresets() {
    Preprocessing imagenet = Preprocessing.IMAGENET.named("p.json");
    assertThat(read("{\"preset\": \"imagenet\"}")).isEqualTo(imagenet);
    assertThat(read("{\"preset\": \"imagenet\", \"size\": [128, 128], \"short_side\": 146}"))
        .isEqualTo(imagenet.sized(128, 128).fitted(Resize.CROP, 146));
    assertThat(read("{\"preset\": \"imagenet\", \"channels\": \"BGR\"}"))
        .isEqualTo(imagenet.ordered(Channels.BGR));
    assertThat(read("{\"preset\": \"imagenet\", \"channels\": \"BGR\", \"mean\": [0.1, 0.2, 0.3]}"))
        .isEqualTo(
            imagenet
                .ordered(Channels.BGR)
                .normalised(1 / 255.0, List.of(0.1, 0.2, 0.3), imagenet.std()));
    assertThat(
            read(
                "{\"preset\": \"imagenet\", \"channels\": \"GREY\", \"mean\": 0.45, \"std\": 0.22}"))
        .isEqualTo(imagenet.normalised(1 / 255.0, 0.45, 0.22).ordered(Channels.GREY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'sice': 224} | unknown key \"sice\": did you mean \"size\"?",
        "{'size': 'large'} | \"size\" must be a number or a list of numbers",
        "{'size': [224, '224']} | \"size\" must be a number or a list of numbers",
        "{'size': []} | \"size\" must be",
        "{'size': [1, 2, 3]} | \"size\" must be [height, width] or one number",
        "{'size': [-224, 224]} | size can't be -224x224",
        "{'size': 224.5} | \"size\" must be a whole number, not 224.5",
        "{'size': 1e10} | \"size\" must be a whole number, not 1.0E10",
        "{'size': null} | \"size\" must be",
        "{'resize': 'stretch'} | no resize 'stretch': choose squash",
        "{'resize': 3} | \"resize\" must be a text, not 3",
        "{'short_side': -1} | short_side can't be -1",
        "{'short_side': [256, 300]} | \"short_side\" must be one number",
        "{'resampling': 'nearest'} | no resampling 'nearest': choose bilinear",
        "{'channels': 'RGBA'} | no channels 'RGBA': choose RGB, BGR or GREY",
        "{'layout': ['N', 'C']} | \"layout\" must be a text",
        "{'scale': 0} | scale can't be 0.0",
        "{'scale': 'small'} | \"scale\" must be",
        "{'scale': [1, 2, 3]} | \"scale\" must be one number",
        "{'mean': [1, 2]} | mean can't be [1.0, 2.0]",
        "{'std': 0} | std can't be [0.0]",
        "{'std': [1, 0, 1]} | std can't be [1.0, 0.0, 1.0]",
        "{'preset': 'imagnet'} | did you mean imagenet?",
        "{'preset': true} | \"preset\" must be a text, not true",
        "{'preset': 'imagenet', 'channels': 'GREY'} | mean can't be [0.485, 0.456, 0.406]",
        "[224, 224] | holds no JSON object",
        "'' | holds no JSON object",
        "size = 224 | no valid JSON",
        "{'size': 224 | no valid JSON",
        "{'size': 224} } | no valid JSON"
      },
      quoteCharacter = '`')
  void whatIsWrongIsNamedWithTheFile(String json, String message) {
    Path file = write("wrong.json", json.equals("''") ? "" : json.replace('\'', '"'));
    assertThatThrownBy(() -> PreprocessingFile.read(file))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void filesThatCannotBeReadAreNamed() {
    Path missing = folder.resolve("none.json");
    assertThatThrownBy(() -> PreprocessingFile.read(missing))
        .isInstanceOf(PamiException.class)
        .hasMessage("preprocessing file not found: " + missing);
    assertThatThrownBy(() -> PreprocessingFile.read(folder))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("preprocessing file can't be read: " + folder);
    Path binary = TestPictures.write(folder, "binary.json", new byte[] {'{', -1, -2, '}'});
    assertThatThrownBy(() -> PreprocessingFile.read(binary))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(binary.toString());
  }

  @Test
  void aFileBesideTheModelIsFound() {
    Path model = folder.resolve("net.v2.onnx");
    assertThat(PreprocessingFile.beside(model)).isEmpty();
    write(
        "preprocessor_config.json",
        "{\"image_mean\": [0, 0, 0], \"image_std\": [1, 1, 1]," + " \"size\": 10}");
    assertThat(PreprocessingFile.beside(model).orElseThrow().height()).isEqualTo(10);
    write("net.v2.json", "{\"size\": 20}");
    assertThat(PreprocessingFile.beside(model).orElseThrow().height()).isEqualTo(20);
    write("net.v2.preprocess.json", "{\"size\": 30}");
    assertThat(PreprocessingFile.beside(model).orElseThrow().height()).isEqualTo(30);
    Path wrong = write("net.v2.preprocess.json", "{\"size\": 0.5}");
    assertThatThrownBy(() -> PreprocessingFile.beside(model))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(wrong.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "Rgb8, Normalized_0_1, RGB, 0, 1",
    "Bgr8, Normalized_1_1, BGR, -1, 1",
    "Gray8, NominalRange_0_255, GREY, 0, 255",
    "Bgra8, NominalRange_16_235, BGR, 16, 235"
  })
  void aModelSaysItsRangeAndColours(
      String format, String range, Channels channels, double black, double white) {
    FunctionTensorModel model =
        model(ElementType.FLOAT32, 3)
            .withMetadata(
                Map.of("Image.BitmapPixelFormat", format, "Image.NominalPixelRange", range));
    Preprocessing p = PreprocessingFile.of(model).orElseThrow();
    assertThat(p.channels()).isEqualTo(channels);
    assertThat((float) ((0 * p.scale() - p.mean().get(0)) / p.std().get(0)))
        .isEqualTo((float) black);
    assertThat((float) ((255 * p.scale() - p.mean().get(0)) / p.std().get(0)))
        .isEqualTo((float) white);
  }

  @Test
  void bytesCanOnlyBePixels() {
    assertThat(PreprocessingFile.of(model(ElementType.FLOAT32, 3))).isEmpty();
    Preprocessing colours = PreprocessingFile.of(model(ElementType.UINT8, 3)).orElseThrow();
    assertThat(colours).isEqualTo(Preprocessing.RAW.named(colours.name()));
    assertThat(PreprocessingFile.of(model(ElementType.UINT8, 1)).orElseThrow().channels())
        .isEqualTo(Channels.GREY);
  }

  @Test
  void aRangeNobodyKnowsSaysNothing() {
    FunctionTensorModel model =
        model(ElementType.FLOAT32, 3).withMetadata(Map.of("Image.NominalPixelRange", "Other"));
    assertThat(PreprocessingFile.of(model)).isEmpty();
  }

  private static FunctionTensorModel model(ElementType type, int channels) {
    return new FunctionTensorModel(type, List.of(1, channels, 8, 8), x -> new float[1]);
  }
}
