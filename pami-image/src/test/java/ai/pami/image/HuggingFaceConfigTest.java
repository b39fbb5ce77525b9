package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.image.picture.TestPictures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The image part of preprocessor_config.json as published models have it. */
class HuggingFaceConfigTest {
  @TempDir Path folder;

  private Path write(String json) {
    return TestPictures.write(
        folder,
        "preprocessor_config.json",
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private Preprocessing read(String json) {
    return PreprocessingFile.read(write(json));
  }

  @Test
  void aSquashingVisionTransformer() {
    Preprocessing vit =
        read(
            """
            {'do_normalize': true, 'do_rescale': true, 'do_resize': true,
             'image_mean': [0.5, 0.5, 0.5], 'image_std': [0.5, 0.5, 0.5],
             'image_processor_type': 'ViTImageProcessor', 'resample': 2,
             'rescale_factor': 0.00392156862745098, 'size': {'height': 224, 'width': 192}}
            """);
    assertThat(vit)
        .isEqualTo(
            Preprocessing.RAW
                .named("preprocessor_config.json")
                .laidOut(Layout.NCHW)
                .normalised(0.00392156862745098, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5))
                .sized(224, 192));
  }

  @Test
  void aCroppingClip() {
    Preprocessing clip =
        read(
            """
            {'crop_size': {'height': 224, 'width': 224}, 'do_center_crop': true,
             'do_normalize': true, 'do_resize': true, 'resample': 3,
             'image_mean': [0.48145466, 0.4578275, 0.40821073],
             'image_std': [0.26862954, 0.26130258, 0.27577711],
             'size': {'shortest_edge': 256}}
            """);
    assertThat(clip)
        .isEqualTo(
            Preprocessing.CLIP
                .named("preprocessor_config.json")
                .laidOut(Layout.NCHW)
                .fitted(Resize.CROP, 256));
  }

  @Test
  void oldFilesGiveBareNumbers() {
    Preprocessing old =
        read("{'do_resize': true, 'size': 256, 'crop_size': 224, 'do_center_crop': true}");
    assertThat(old.height()).isEqualTo(224);
    assertThat(old.shortSide()).isEqualTo(256);
    assertThat(old.scale()).isEqualTo(1 / 255.0);
    assertThat(old.mean()).containsExactly(0.0);
  }

  @Test
  void aSizeOfBothSidesSquashes() {
    Preprocessing squashed =
        read(
            "{'do_resize': true, 'do_center_crop': true,"
                + " 'size': {'height': 224, 'width': 192}, 'crop_size': {'height': 224, 'width': 192}}");
    assertThat(squashed.resize()).isEqualTo(Resize.SQUASH);
    assertThat(squashed.height()).isEqualTo(224);
    assertThat(squashed.width()).isEqualTo(192);
  }

  @Test
  void squashingBeforeACutIsRefused() {
    assertThatThrownBy(
            () ->
                read(
                    "{'do_resize': true, 'do_center_crop': true,"
                        + " 'size': {'height': 256, 'width': 256}, 'crop_size': 224}"))
        .hasMessageContaining("crop_size")
        .hasMessageContaining("256");
  }

  @Test
  void pixelsAreNotRescaledWhereTheFileSaysSo() {
    Preprocessing read =
        read("{'do_rescale': false, 'image_mean': 127, 'image_std': 128, 'size': 8}");
    assertThat(read.scale()).isEqualTo(1);
    assertThat(read.mean()).containsExactly(127.0);
    Preprocessing bare =
        read("{'do_normalize': false, 'image_mean': [9], 'image_std': [9], 'size': 8}");
    assertThat(bare.mean()).containsExactly(0.0);
    assertThat(bare.std()).containsExactly(1.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'do_resize': true}                                     | \"size\" must give height",
        "{'do_resize': true, 'size': {'longest_edge': 800}}      | \"size\" must give height",
        "{'do_resize': true, 'size': -3}                         | \"size\" must give height",
        "{'image_mean': [0, 0, 0], 'size': 8}                    | \"image_std\" is missing",
        "{'image_mean': 'x', 'image_std': 1, 'size': 8}          | \"image_mean\" must be a number",
        "{'image_mean': 1, 'image_std': [1, 0, 1], 'size': 8}    | std can't be [1.0, 0.0, 1.0]",
        "{'do_resize': true, 'resample': 0, 'size': 8}           | \"resample\" must be one of"
      })
  void whatIsWrongIsNamedWithTheFile(String json, String message) {
    Path file = write(json);
    assertThatThrownBy(() -> PreprocessingFile.read(file))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }
}
