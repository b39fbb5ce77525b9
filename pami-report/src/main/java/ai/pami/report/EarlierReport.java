package ai.pami.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an earlier run left in a folder. */
final class EarlierReport {
  private EarlierReport() {}

  /**
   * The files that the report in {@code folder} consists of; none if there is no report. What else
   * its record says, which may be much, is read past.
   */
  static List<String> files(Path folder) {
    Path file = folder.resolve(ExplanationJson.FILE);
    if (Files.notExists(file)) {
      return List.of();
    }
    List<String> files = new ArrayList<>();
    boolean ours = false;
    try (JsonParser record = new JsonFactory().createParser(file.toFile())) {
      if (record.nextToken() != JsonToken.START_OBJECT) {
        return List.of();
      }
      while (record.nextToken() == JsonToken.FIELD_NAME) {
        String field = record.currentName();
        JsonToken value = record.nextToken();
        if (field.equals("format")) {
          ours = ExplanationJson.FORMAT.equals(record.getText());
        } else if (field.equals("files") && value == JsonToken.START_ARRAY) {
          while (record.nextToken() == JsonToken.VALUE_STRING) {
            Path name = Path.of(record.getText()).getFileName();
            if (name != null) {
              files.add(name.toString());
            }
          }
        } else {
          record.skipChildren();
        }
      }
    } catch (IOException e) {
      return List.of(); // no report, or not one of ours
    }
    return ours ? files : List.of();
  }
}
