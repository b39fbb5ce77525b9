package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pami ocr} on a photo with one level and one upside-down line. */
class OcrCommandIT {
  @TempDir private Path folder;

  private static BufferedImage line(String name) throws IOException {
    try (InputStream in = OcrCommandIT.class.getResourceAsStream("demo/" + name)) {
      return ImageIO.read(in);
    }
  }

  private Path photo() throws IOException {
    BufferedImage photo = new BufferedImage(640, 320, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = photo.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 640, 320);
    g.drawImage(line("clean.png"), 40, 20, null);
    g.rotate(Math.PI, 320, 160);
    g.drawImage(line("invoice-line.png"), 60, 30, null);
    g.dispose();
    Path file = folder.resolve("photo.png");
    ImageIO.write(photo, "png", file.toFile());
    return file;
  }

  @Test
  void everyStepIsExplainedInOneReport() throws IOException {
    CommandLineRun run =
        CommandLineRun.of("ocr", photo(), "--out", folder.resolve("out"), "--budget", "60");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().toList().subList(0, 2))
        .containsExactly("Invoice 20417", "Total 1,890.00 EUR");
    JsonNode record =
        new ObjectMapper().readTree(folder.resolve("out/photo/reading.json").toFile());
    assertThat(record.path("lines")).hasSize(2);
    JsonNode first = record.path("lines").path(0);
    assertThat(first.path("text").asText()).isEqualTo("Invoice 20417");
    assertThat(first.path("characters")).hasSize(13);
    assertThat(first.path("words").path(1).path("text").asText()).isEqualTo("20417");
    assertThat(first.path("corners").path(0).path(0).asDouble()).isCloseTo(60, within(25.0));
    // Reading of the turned line begins at its bottom right on the photo.
    JsonNode turned = record.path("lines").path(1).path("corners");
    assertThat(turned.path(0).path(0).asDouble()).isGreaterThan(turned.path(1).path(0).asDouble());
    assertThat(folder.resolve("out/photo/line-01/0-i.npy")).isNotEmptyFile();
    String page = Files.readString(folder.resolve("out/photo/report.html"));
    assertThat(page)
        .contains("The model found")
        .contains("Which way up is &#34;Total 1,890.00 EUR&#34;?")
        .contains("upside down");
  }

  @Test
  void whatCanNotBeReadIsNamed() throws IOException {
    Path blank = folder.resolve("blank.png");
    ImageIO.write(new BufferedImage(90, 60, BufferedImage.TYPE_INT_RGB), "png", blank.toFile());
    CommandLineRun run = CommandLineRun.of("ocr", blank, "--out", folder.resolve("out"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).contains("blank.png").contains("no text was found");
    assertThat(folder.resolve("out/blank")).doesNotExist();
    run = CommandLineRun.of("ocr", blank, "--explain", "colour", "--out", folder.resolve("out"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("text, direction and places");
    assertThat(CommandLineRun.of("ocr", folder.resolve("none.png")).code()).isEqualTo(1);
  }
}
