package ai.pami.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The evaluation data beside the project; tests that need it are skipped where it is absent. */
final class EvaluationData {
  private EvaluationData() {}

  static Path folder() {
    Path folder = Path.of(System.getProperty("pami.eval", "../../shared/eval"));
    assumeTrue(
        Files.isDirectory(folder), () -> "skipped: no evaluation data at " + folder.normalize());
    return folder;
  }

  static Path squeezeNet() {
    return folder().resolve("models/squeezenet1.1.onnx");
  }

  static List<Path> references() throws IOException {
    try (Stream<Path> folders = Files.list(folder().resolve("reference"))) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  static List<Path> images() throws IOException {
    try (Stream<Path> images = Files.list(folder().resolve("images"))) {
      return images.sorted().toList();
    }
  }
}
