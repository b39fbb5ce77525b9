package ai.pami.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a bundle says in words: {@code manifest.json}.
 *
 * @param format the name of the format and its version
 * @param versions what wrote it
 * @param model what identifies the model
 * @param settings every setting that shaped the maps, by name
 * @param method how the method describes itself
 * @param budget inputs the model could be asked at the most
 * @param preprocessing as in a preprocessing file
 * @param targetsReadOutput whether every target is the output's value at the target's index
 */
record Manifest(
    String format,
    Map<String, String> versions,
    Input input,
    Map<String, String> model,
    Tensor modelInput,
    Map<String, String> settings,
    Map<String, String> method,
    long budget,
    String preprocessingName,
    JsonNode preprocessing,
    String activation,
    boolean targetsReadOutput,
    List<ExplainedTarget> targets,
    List<Cut> partitions,
    List<Copy> copies,
    List<Round> rounds,
    Spent cost) {

  static final String FORMAT = "pami-bundle/" + SealedZip.VERSION;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /**
   * The picture.
   *
   * @param entry where the bundle holds the file
   * @param sha256 of the file
   * @param pixelsSha256 of the pixels as they were read, {@code [height][width][3]}
   * @param seenHeight of what the model saw, in pixels
   * @param seenWidth of what the model saw, in pixels
   */
  record Input(
      String file,
      String entry,
      String sha256,
      int height,
      int width,
      String pixelsSha256,
      int seenHeight,
      int seenWidth) {}

  /**
   * A model's input.
   *
   * @param shape batch first; -1 where any extent is accepted
   */
  record Tensor(String name, String type, List<Integer> shape) {}

  /**
   * What was explained.
   *
   * @param score on the unmasked picture
   * @param backgroundScore when everything is hidden
   * @param least of the map, which {@code maps.npy} counts from
   * @param greatest of the map, at 65534 in {@code maps.npy}
   * @param valuesSha256 of the exact map, float64
   * @param standardErrorsSha256 of its standard errors, float64
   * @param coverageSha256 of how many probes held each pixel, float64
   */
  record ExplainedTarget(
      int index,
      String label,
      double score,
      double backgroundScore,
      double least,
      double greatest,
      String valuesSha256,
      String standardErrorsSha256,
      String coverageSha256) {}

  /**
   * One way the picture was cut up.
   *
   * @param map its number in {@code partitions.npy}; -1 if it is not there
   */
  record Cut(String name, String view, int count, int map) {}

  /**
   * A picture and the background it was mixed with.
   *
   * @param sha256 of both as the model reads them
   */
  record Copy(boolean asItLies, String sha256) {}

  /** A round of questions, in the order of {@code questions.npy}. */
  record Round(long questions, String stopped, long calls) {}

  /** What it took. */
  record Spent(long calls, long probes, double seconds, String stopped, int threads, int batch) {}

  byte[] toBytes() throws JsonProcessingException {
    return (MAPPER.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static Manifest read(byte[] json) throws IOException {
    return MAPPER.readValue(json, Manifest.class);
  }

  static JsonNode tree(String json) throws JsonProcessingException {
    return MAPPER.readTree(json);
  }
}
