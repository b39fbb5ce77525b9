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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Boxes, areas, differences, heads and similarities of pictures, on a model that sees red and blue
 * squares; it is described where it is made, in WriteCommandLineModels.
 */
class PictureTargetsTest {
  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void writeModel() throws IOException {
    model = folder.resolve("blobs.onnx");
    try (InputStream in = PictureTargetsTest.class.getResourceAsStream("blobs.onnx")) {
      Files.write(model, in.readAllBytes());
    }
  }

  /** A picture of 128 x 64 with squares of 32 x 32: a quarter of it is one of the model's boxes. */
  private Path picture(String name, Color left, Color right) throws IOException {
    BufferedImage image = new BufferedImage(128, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.GRAY);
    g.fillRect(0, 0, 128, 64);
    g.setColor(left);
    g.fillRect(16, 16, 32, 32);
    g.setColor(right);
    g.fillRect(80, 16, 32, 32);
    g.dispose();
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private CommandLineRun run(String command, Object... words) {
    Object[] all = new Object[words.length + 9];
    all[0] = command;
    System.arraycopy(words, 0, all, 1, words.length);
    Object[] rest = {
      "--model", model, "--preprocess", "yolo", "--out", folder.resolve("out"), "--budget", "300"
    };
    System.arraycopy(rest, 0, all, words.length + 1, rest.length);
    return CommandLineRun.of(all);
  }

  private JsonNode record(String name) throws IOException {
    return new ObjectMapper()
        .readTree(folder.resolve("out").resolve(name).resolve("explanation.json").toFile());
  }

  /** The map's highest place, in the picture's pixels. */
  private static double[] peak(JsonNode record, int target) {
    JsonNode seen = record.path("seen");
    JsonNode peak = record.path("targets").path(target).path("map").path("peak");
    return new double[] {
      seen.path("left").asDouble()
          + (peak.path("x").asInt() + 0.5) * seen.path("scale_x").asDouble(),
      seen.path("top").asDouble() + (peak.path("y").asInt() + 0.5) * seen.path("scale_y").asDouble()
    };
  }

  @ParameterizedTest
  @CsvSource({"yolov8, found", "ssd, 'boxes,scores'", "ssd, 'scores,boxes'"})
  void everyDetectedBoxIsDrawnWhereItIsAndItsMapPeaksInIt(String layout, String output)
      throws IOException {
    Path street = picture("street.png", Color.RED, Color.BLUE);
    Path labels = Files.writeString(folder.resolve("labels.txt"), "red thing\nblue thing\n");
    CommandLineRun run =
        run(
            "detect",
            street,
            "--layout",
            layout,
            "--output",
            output,
            "--labels",
            labels,
            "--confidence",
            0.6);
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode record = record("street");
    assertThat(record.path("targets")).hasSize(2);
    for (int k = 0; k < 2; k++) {
      JsonNode target = record.path("targets").path(k);
      boolean red = target.path("label").asText().equals("red thing 0.97");
      assertThat(target.path("label").asText()).isIn("red thing 0.97", "blue thing 0.97");
      assertThat(target.path("score").asDouble()).isCloseTo(0.97, within(5e-3));
      JsonNode box = target.path("box");
      double left = red ? 16 : 80;
      assertThat(box.path("left").asDouble()).isCloseTo(left, within(1e-3));
      assertThat(box.path("top").asDouble()).isCloseTo(16, within(1e-3));
      assertThat(box.path("right").asDouble()).isCloseTo(left + 32, within(1e-3));
      assertThat(box.path("bottom").asDouble()).isCloseTo(48, within(1e-3));
      double[] peak = peak(record, k);
      assertThat(peak[0]).isBetween(left, left + 32);
      assertThat(peak[1]).isBetween(16.0, 48.0);
    }
    assertThat(folder.resolve("out/street/0-" + stem(record, 0) + ".overlay.png")).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("out/street/report.html")))
        .contains("The model found")
        .contains("<rect class=\"line\"");
  }

  private static String stem(JsonNode record, int target) {
    return record.path("targets").path(target).path("label").asText().replaceAll("[ .]", "-");
  }

  @Test
  void boxesThatTheLayoutOrTheConfidenceDoNotFitAreRefusedWithARemedy() throws IOException {
    Path street = picture("street.png", Color.RED, Color.BLUE);
    CommandLineRun wrong = run("detect", street, "--layout", "ssd");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("[[6, 49]]").contains("two outputs").contains("street.png");
    assertThat(run("detect", street, "--layout", "yolo", "--output", "map").err())
        .contains("[2, 7, 7]");
    Path grey = picture("grey.png", Color.GRAY, Color.GRAY);
    assertThat(run("detect", grey, "--layout", "yolo8").err())
        .contains("finds nothing")
        .contains("grey.png");
    CommandLineRun unknown = run("detect", street, "--layout", "rcnn");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("detr");
    assertThat(run("detect", street, "--layout", "yolo8", "--confidence", "7").code()).isEqualTo(2);
    assertThat(folder.resolve("out/street")).doesNotExist();
  }

  @Test
  void anAreaOfADenseOutputIsExplainedByWhatLiesThere() throws IOException {
    Path street = picture("street.png", Color.RED, Color.RED);
    CommandLineRun run =
        run("image", street, "--output", "map", "--target", "0", "--area", "80,16,32,32");
    assertThat(run.code()).as(run.err()).isZero();
    double[] peak = peak(record("street"), 0);
    assertThat(peak[0]).isBetween(72.0, 120.0);
    assertThat(record("street").path("targets").path(0).path("label").asText())
        .isEqualTo("0 in the area");
    BufferedImage mask = new BufferedImage(128, 64, BufferedImage.TYPE_INT_RGB);
    mask.getGraphics().fillRect(16, 16, 32, 32);
    Path marked = folder.resolve("mask.png");
    ImageIO.write(mask, "png", marked.toFile());
    run = run("image", street, "--output", "map", "--target", "top1 vs top2", "--area", marked);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(peak(record("street"), 0)[0]).isBetween(8.0, 56.0);
    run = run("image", street, "--output", "map", "--area", "500,500,10,10");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("500, 500").contains("128 x 64");
    assertThat(run("image", street, "--output", "map", "--area", "here").err())
        .contains("--area here")
        .contains("X,Y,WIDTH,HEIGHT");
    // Without an area it says what would fit.
    assertThat(run("image", street, "--output", "map").err())
        .contains("[2, 7, 7]")
        .contains("an area of it");
  }

  @Test
  void aDifferenceMayBeNegativeAndIsNoShare() throws IOException {
    Path street = picture("street.png", Color.RED, Color.BLUE);
    // Box 22 is the red square's, box 26 the blue one's; classes 0 and 1 have 49 numbers each.
    CommandLineRun run = run("image", street, "--output", "embedding", "--target", "75 vs 22");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode target = record("street").path("targets").path(0);
    assertThat(target.path("label").asText()).isEqualTo("75, not 22");
    assertThat(target.path("score").asDouble()).isCloseTo(0, within(1e-3));
    assertThat(peak(record("street"), 0)[0]).isBetween(72.0, 120.0);
    assertThat(folder.resolve("out/street/75-not-22.npy")).exists();
  }

  @Test
  void headsAreExplainedTogetherFromTheSameCalls() throws IOException {
    Path street = picture("street.png", Color.RED, Color.BLUE);
    CommandLineRun run = run("image", street, "--output", "embedding,3", "--target", "0:22,0:75");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(record("street").path("targets").path(1).path("label").asText())
        .isEqualTo("head 0: 75");
    assertThat(record("street").path("model").path("model_output").asText())
        .isEqualTo("embedding, map");
    assertThat(run("image", street, "--output", "embedding,3").err()).contains("2 outputs");
    assertThat(run("image", street, "--output", "embedding,embedding").err()).contains("twice");
  }

  @Test
  void whatMakesTwoPicturesAlikeIsWhatTheyShare() throws IOException {
    Path street = picture("street.png", Color.RED, Color.BLUE);
    Path other = picture("other.png", Color.RED, Color.GRAY);
    CommandLineRun run = run("image", street, "--output", "embedding", "--similar-to", other);
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode target = record("street").path("targets").path(0);
    assertThat(target.path("label").asText()).isEqualTo("similarity to other.png");
    assertThat(target.path("score").asDouble()).isCloseTo(Math.sqrt(0.5), within(1e-3));
    assertThat(peak(record("street"), 0)[0]).isBetween(8.0, 56.0);
    run = run("image", street, "--similar-to", other, "--area", "1,1,2,2");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("exclude each other");
  }
}
