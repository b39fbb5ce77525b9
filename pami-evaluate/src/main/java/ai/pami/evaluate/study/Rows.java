package ai.pami.evaluate.study;

import ai.pami.evaluate.metric.PerturbationCurve;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of the results as lines of text, each ended by a line break, and back. */
final class Rows {
  static final String HEADER = "image,class,method,metric,value,calls,seconds\n";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CsvFactory CSV =
      CsvFactory.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

  private Rows() {}

  static String csv(Measurement row) {
    StringWriter text = new StringWriter();
    try (CsvGenerator csv = CSV.createGenerator(text)) {
      csv.writeStartArray();
      for (String cell :
          List.of(
              oneLine(row.image()),
              oneLine(row.className()),
              oneLine(row.method()),
              oneLine(row.metric()),
              Double.isNaN(row.value()) ? "" : Double.toString(row.value()),
              Long.toString(row.calls()),
              Double.toString(row.seconds()))) {
        csv.writeString(cell);
      }
      csv.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** So that a line stays a row. */
  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }

  static String json(Measurement row) {
    ObjectNode node = named(row);
    node.put("class", row.className());
    if (Double.isNaN(row.value())) {
      node.putNull("value");
    } else {
      node.put("value", row.value());
    }
    node.put("calls", row.calls());
    node.put("seconds", row.seconds());
    return node + "\n";
  }

  static Measurement measurement(String line) throws JsonProcessingException {
    JsonNode node = JSON.readTree(line);
    return new Measurement(
        node.path("image").asText(),
        node.path("class").asText(),
        node.path("method").asText(),
        node.path("metric").asText(),
        node.path("value").asDouble(Double.NaN),
        node.path("calls").asLong(),
        node.path("seconds").asDouble(),
        Optional.empty(),
        Optional.empty());
  }

  static String curveJson(Measurement row, PerturbationCurve curve) {
    ObjectNode node = named(row);
    node.put("pixels", curve.pixels());
    node.put("step", curve.step());
    curve.scores().forEach(node.putArray("scores")::add);
    return node + "\n";
  }

  /** A curve's row; the value, calls and seconds are not in its line. */
  static Measurement curve(String line) throws JsonProcessingException {
    JsonNode node = JSON.readTree(line);
    PerturbationCurve curve =
        new PerturbationCurve(
            node.path("pixels").asInt(), node.path("step").asInt(), numbers(node.path("scores")));
    return without(node, Optional.of(curve), Optional.empty());
  }

  static String evidenceJson(Measurement row, List<Double> evidence) {
    ObjectNode node = named(row);
    evidence.forEach(node.putArray("evidence")::add);
    return node + "\n";
  }

  /** A row's evidence; the value, calls and seconds are not in its line. */
  static Measurement evidence(String line) throws JsonProcessingException {
    JsonNode node = JSON.readTree(line);
    return without(node, Optional.empty(), Optional.of(numbers(node.path("evidence"))));
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  private static Measurement without(
      JsonNode node, Optional<PerturbationCurve> curve, Optional<List<Double>> evidence) {
    return new Measurement(
        node.path("image").asText(),
        "",
        node.path("method").asText(),
        node.path("metric").asText(),
        Double.NaN,
        0,
        0,
        curve,
        evidence);
  }

  private static ObjectNode named(Measurement row) {
    ObjectNode node = JSON.createObjectNode();
    node.put("image", row.image());
    node.put("method", row.method());
    node.put("metric", row.metric());
    return node;
  }
}
