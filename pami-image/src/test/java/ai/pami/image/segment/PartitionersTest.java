package ai.pami.image.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionersTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slic:30 | slic(segments=30, compactness=20)",
        "slic:30:5.5 | slic(segments=30, compactness=5.5)",
        "felzenszwalb:100 | felzenszwalb(scale=100, sigma=0.8, min_size=784)",
        "felzenszwalb:99.5:0 | felzenszwalb(scale=99.5, sigma=0, min_size=784)",
        "felzenszwalb:100:0.5:20 | felzenszwalb(scale=100, sigma=0.5, min_size=20)",
        "seeds:15 | seeds(superpixels=15, levels=5, prior=2, bins=5, double_step, iterations=10)",
        "watershed:20 | watershed(markers=20, compactness=0.0001)",
        "watershed:20:0.01 | watershed(markers=20, compactness=0.01)",
        "quickshift | quickshift(ratio=0.2, kernel_size=4, max_distance=200, seed=9)",
        "quickshift:3 | quickshift(ratio=0.2, kernel_size=3, max_distance=200, seed=9)",
        "quickshift:3:50 | quickshift(ratio=0.2, kernel_size=3, max_distance=50, seed=9)",
        "quickshift:3:50:0.5 | quickshift(ratio=0.5, kernel_size=3, max_distance=50, seed=9)",
        "grid:3:4 | grid(3x4)",
        "discs:40:6 | discs(radius=40, stride=6)",
        "squares:40:6 | squares(radius=40, stride=6)"
      })
  void everyFormIsTaken(String text, String name) {
    assertThat(Partitioners.parse(text, 9).name()).isEqualTo(name);
    String start = text.replaceFirst(":.*", "");
    assertThat(Partitioners.forms()).anyMatch(form -> form.matches(start + "([:\\[].*)?"));
  }

  /** A form that is added must be added above as well. */
  @Test
  void thereAreTenForms() {
    assertThat(Partitioners.forms()).hasSize(10);
  }

  @Test
  void filesAreLabelMaps() throws IOException {
    Path png = folder.resolve("regions.png");
    ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY), "png", png.toFile());
    Path npy = folder.resolve("REGIONS.NPY");
    Files.write(npy, NpyBytes.of("|u1", ByteOrder.LITTLE_ENDIAN, new byte[6], 2, 3));

    assertThat(Partitioners.parse(png.toString(), 0).name()).isEqualTo("labels(regions.png)");
    assertThat(Partitioners.parse(npy.toString(), 0).name()).isEqualTo("labels(REGIONS.NPY)");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("none.npy");
    assertThatThrownBy(() -> Partitioners.parse(missing.toString(), 0))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(missing.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "felzenswalb:100, felzenszwalb",
    "SLIC:30, slic",
    "seed:30, seeds",
    "water-shed:10, watershed",
    "disc:40:6, discs",
    "quick, quickshift"
  })
  void aTypoIsOfferedTheNearestName(String text, String nearest) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Partitioners.parse(text, 0))
        .withMessageContaining("'" + text.replaceFirst(":.*", "") + "'")
        .withMessageContaining("did you mean " + nearest + "?")
        .withMessageContaining("discs:RADIUS:STRIDE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "slic",
        "slic:",
        "slic:many",
        "slic:30:",
        "grid:3",
        "discs:40",
        "quickshift:x",
        "map.jpeg",
        "slic:30:20:10",
        "felzenszwalb:1:2:3:4",
        "seeds:10:2",
        "grid:3:4:5",
        "discs:1:2:3",
        "quickshift:1:2:3:4"
      })
  void garbageIsAnsweredWithTheForms(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Partitioners.parse(text, 0))
        .withMessageContaining(String.join(", ", Partitioners.forms()));
  }

  @ParameterizedTest
  @CsvSource({
    "slic:30.5, 30.5",
    "grid:3:4.5, 4.5",
    "felzenszwalb:100:0.8:20.5, 20.5",
    "slic:1e12, 1.0E12",
    "slic:Infinity, Infinity",
    "seeds:NaN, NaN",
    "slic:-3, -3",
    "watershed:10:-1, -1",
    "discs:40:0, 0",
    "squares:-2:6, -2"
  })
  void aNumberOutOfRangeIsNamed(String text, String number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Partitioners.parse(text, 0))
        .withMessageContaining(number);
  }

  @Test
  void theSeedIsForQuickshift() {
    assertThat(Partitioners.parse("quickshift", 5).name()).contains("seed=5");
  }
}
