package ai.pami.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.pami.PamiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageReportTest {
  private static final double[] VALUES = {0, 0.25, 0.5, 1, -1, Double.NaN};

  @TempDir Path folder;

  private static ImageReport report(String... labels) {
    return ImageReport.of(Explanations.of(2, VALUES, labels));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesNumbersThatNumPyReads() throws IOException {
    report("a").formats(EnumSet.of(Format.NPY)).write(folder.resolve("r"));

    byte[] bytes = Files.readAllBytes(folder.resolve("r/0-a.npy"));
    assertThat(new String(bytes, 1, 5, StandardCharsets.US_ASCII)).isEqualTo("NUMPY");
    assertThat(bytes).startsWith(0x93).hasSize(128 + 4 * 6);
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }")
        .endsWith(" \n");
    ByteBuffer numbers = ByteBuffer.wrap(bytes, 128, 24).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : VALUES) {
      assertThat((Float) numbers.getFloat()).isEqualTo(Float.valueOf((float) value));
    }
  }

  @Test
  void writesTheMapAtThePicturesSizeIfAsked() throws IOException {
    report("a").formats(EnumSet.of(Format.NPY_ORIGINAL)).write(folder.resolve("r"));

    assertThat(names(folder.resolve("r"))).containsExactly("0-a.original.npy");
    byte[] bytes = Files.readAllBytes(folder.resolve("r/0-a.original.npy"));
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII)).contains("'shape': (4, 6)");
  }

  @Test
  void recordsCostTargetsAndFiles() throws IOException {
    report("cat", "dog").source(Map.of("file", "cat.jpg")).write(folder.resolve("r"));

    JsonNode json = new ObjectMapper().readTree(folder.resolve("r/explanation.json").toFile());
    assertThat(json.path("model_calls").asInt()).isEqualTo(42);
    assertThat(json.path("seconds").asDouble()).isEqualTo(1.234);
    assertThat(json.at("/picture/file").asText()).isEqualTo("cat.jpg");
    assertThat(json.at("/targets/1/label").asText()).isEqualTo("dog");
    assertThat(json.at("/targets/0/map/peak/x").asInt(-1)).isZero();
    assertThat(json.at("/targets/0/map/max").asDouble()).isEqualTo(1);
    assertThat(json.path("files")).hasSameSizeAs(names(folder.resolve("r")));
  }

  @Test
  void replacesAnEarlierReportButNothingOfOthers() throws IOException {
    Path r = folder.resolve("r");
    report("cat", "dog").write(r);
    Files.writeString(r.resolve("notes.txt"), "mine");

    report("bird").formats(EnumSet.of(Format.NPY, Format.JSON)).write(r);

    assertThat(names(r)).containsExactly("0-bird.npy", "explanation.json", "notes.txt");
  }

  @Test
  void anExplanationFileOfSomebodyElseMakesItDeleteNothing() throws IOException {
    Path r = Files.createDirectory(folder.resolve("r"));
    Files.writeString(folder.resolve("precious.txt"), "mine");
    Files.writeString(r.resolve("other.txt"), "mine");
    Files.writeString(
        r.resolve("explanation.json"),
        "{\"format\": \"pami-explanation/1\", \"files\": [\"../precious.txt\"]}");

    report("a").write(r);

    assertThat(folder.resolve("precious.txt")).hasContent("mine");
    assertThat(r.resolve("other.txt")).hasContent("mine");
  }

  @Test
  void leavesNothingBehindWhenItCannotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    assertThatExceptionOfType(PamiException.class)
        .isThrownBy(() -> report("a").write(file))
        .withMessageContaining("output folder can't be written: " + file);

    assertThat(names(folder)).containsExactly("file");
    assertThat(file).hasContent("in the way");
  }

  @Test
  void thePageEscapesWhatItShows() throws IOException {
    String nasty = "</script><script>alert(1)</script>";
    report(nasty).titled(nasty).source(Map.of("file", nasty)).write(folder.resolve("r"));

    String page = Files.readString(folder.resolve("r/report.html"));
    assertThat(page).doesNotContain("<script>alert").contains("alert(1)");
    assertThat(page).doesNotContain("http://").doesNotContain("src=\"http").contains("data:image/");
  }

  @Test
  void theIndexLinksToReports() throws IOException {
    PictureIndex index = new PictureIndex();
    index.add("a <b>.png", "a", Explanations.of(2, VALUES, "cat"));
    assertThat(index.write(folder)).isEqualTo(folder.resolve("index.html"));
    assertThat(Files.readString(folder.resolve("index.html")))
        .contains("href=\"a/report.html\"", "a &lt;b&gt;.png", "cat", "0.750");
  }
}
