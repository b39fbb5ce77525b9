package ai.pami.evaluate;

import static org.assertj.core.api.Assumptions.assumeThat;

import ai.pami.evaluate.data.DataSet;
import ai.pami.evaluate.data.DataSets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The evaluation data beside the project; tests that need it are skipped where it is absent. */
public final class EvaluationData {
  private EvaluationData() {}

  public static Path folder() {
    String property = System.getProperty("pami.eval", "");
    Path folder = Path.of(property).toAbsolutePath().normalize();
    assumeThat(!property.isEmpty() && Files.isDirectory(folder))
        .as("evaluation data at pami.eval=%s", property)
        .isTrue();
    return folder;
  }

  /** Its pictures with their boxes. */
  public static DataSet pictures() {
    return DataSets.read(folder().resolve("images"), folder().resolve("boxes.csv"));
  }
}
