package ai.pami.evaluate.data;

import ai.pami.PamiException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Boxes in CSV: a box a line, below a line of column names. */
final class CsvFile {
  private static final List<String> COLUMNS =
      List.of("image", "class_index", "class_name", "x0", "y0", "x1", "y1");

  private final List<String> header;
  private final DataSetBuilder builder;

  private CsvFile(List<String> header, DataSetBuilder builder) {
    this.header = header;
    this.builder = builder;
  }

  static void read(Path file, DataSetBuilder builder) {
    CsvFactory factory =
        CsvFactory.builder()
            .enable(CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    try (CsvParser parser = factory.createParser(file.toFile())) {
      CsvFile csv = null;
      while (parser.nextToken() == JsonToken.START_ARRAY) {
        List<String> row = new ArrayList<>();
        int line = 0;
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
          // Asked in the first field: behind the last one the parser is in the next line.
          line = row.isEmpty() ? parser.currentLocation().getLineNr() : line;
          row.add(parser.getText());
        }
        if (csv == null) {
          csv = new CsvFile(header(file, row), builder);
        } else {
          csv.add(row, "%s line %d".formatted(file.getFileName(), line));
        }
      }
    } catch (JsonProcessingException e) {
      throw damaged(file, e);
    } catch (IOException e) {
      throw new PamiException("%s can't be read (%s)".formatted(file, e.getMessage()), e);
    }
  }

  private static PamiException damaged(Path file, JsonProcessingException e) {
    String line =
        Optional.ofNullable(e.getLocation()).map(at -> " line " + at.getLineNr()).orElse("");
    return new PamiException(
        "%s%s: not CSV (%s)".formatted(file.getFileName(), line, e.getOriginalMessage()), e);
  }

  private static List<String> header(Path file, List<String> header) {
    List<String> missing = COLUMNS.stream().filter(name -> !header.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new PamiException(
          "%s: the column%s %s %s missing; its first line must name the columns %s, separated by commas"
              .formatted(
                  file.getFileName(),
                  missing.size() == 1 ? "" : "s",
                  String.join(", ", missing),
                  missing.size() == 1 ? "is" : "are",
                  String.join(",", COLUMNS)));
    }
    for (String name : COLUMNS) {
      if (header.indexOf(name) != header.lastIndexOf(name)) {
        throw new PamiException("%s: there are two columns %s".formatted(file.getFileName(), name));
      }
    }
    return header;
  }

  private void add(List<String> row, String where) {
    if (row.size() != header.size()) {
      throw new PamiException(
          "%s: %d fields, but %d columns: %s"
              .formatted(where, row.size(), header.size(), String.join(",", row)));
    }
    String image = field(row, "image");
    if (image.isEmpty()) {
      throw new PamiException("%s: the image is missing".formatted(where));
    }
    builder.add(
        image,
        classIndex(field(row, "class_index"), where),
        field(row, "class_name"),
        new Corners(
            number(row, "x0", where),
            number(row, "y0", where),
            number(row, "x1", where),
            number(row, "y1", where),
            false),
        where);
  }

  private String field(List<String> row, String column) {
    return row.get(header.indexOf(column)).strip();
  }

  private static int classIndex(String text, String where) {
    if (text.isEmpty()) {
      return -1;
    }
    if (!text.matches("\\d{1,9}")) {
      throw new PamiException(
          "%s: class_index '%s' is no whole number from 0 on".formatted(where, text));
    }
    return Integer.parseInt(text);
  }

  private double number(List<String> row, String column, String where) {
    return Numbers.parse(field(row, column), column, where);
  }
}
