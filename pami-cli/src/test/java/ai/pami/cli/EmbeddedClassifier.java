package ai.pami.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small real image model that is always at hand: PP-OCR's line classifier, input {@code
 * [N,3,48,192]}, output probabilities {@code [N,2]} of "upright" and "upside down".
 */
final class EmbeddedClassifier {
  private EmbeddedClassifier() {}

  /** Writes the model, its preprocessing and its labels into {@code folder}. */
  static Path install(Path folder) throws IOException {
    Path model = folder.resolve("direction.onnx");
    try (InputStream in =
        EmbeddedClassifier.class.getResourceAsStream(
            "/models/ch_ppocr_mobile_v2.0_cls_infer.onnx")) {
      Files.copy(in, model);
    }
    Files.writeString(
        folder.resolve("direction.preprocess.json"),
        """
        {"size": [48, 192], "channels": "BGR", "scale": 0.00784313725490196, "mean": 1, "std": 1}
        """);
    Files.writeString(labels(model), "upright\nupside down\n");
    return model;
  }

  static Path labels(Path model) {
    return model.resolveSibling("labels.txt");
  }

  /** One of the demo's pictures as a file. */
  static Path picture(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + ".png");
    try (InputStream in = DemoCommand.class.getResourceAsStream("demo/" + name + ".png")) {
      Files.copy(in, file);
    }
    return file;
  }
}
