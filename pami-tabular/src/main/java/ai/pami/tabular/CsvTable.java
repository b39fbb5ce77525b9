package ai.pami.tabular;

import ai.pami.PamiException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A CSV file as a table; see {@link Table#read(Path)}. */
final class CsvTable {
  /** Where more than this share of a column's cells are numbers, others are mistakes. */
  private static final double NUMBERS = 0.9;

  /** What Java reads besides ({@code 12d}, {@code 0x1p3}) is a name in a table. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");
  private static final String MARK = "\uFEFF";

  private final Path file;
  private final char separator;

  /** The header first. */
  private final List<String[]> lines;

  private CsvTable(Path file) {
    this.file = file;
    this.separator = separator(file);
    this.lines = lines(file, separator);
  }

  static Table read(Path file, List<String> without) {
    return new CsvTable(file).table(without);
  }

  private Table table(List<String> without) {
    List<String> names = names();
    if (lines.size() == 1) {
      throw new PamiException("%s has no rows below its header".formatted(file));
    }
    for (int line = 1; line < lines.size(); line++) {
      if (lines.get(line).length != names.size()) {
        throw new PamiException(
            "%s, row %d: %d cells, but the header names %d columns"
                .formatted(file, line, lines.get(line).length, names.size()));
      }
    }
    for (String name : without) {
      if (!names.contains(name)) {
        throw new PamiException(
            "no column '%s': there are %s".formatted(name, String.join(", ", names)));
      }
    }
    List<Integer> kept =
        IntStream.range(0, names.size())
            .filter(c -> !without.contains(names.get(c)))
            .boxed()
            .toList();
    if (kept.isEmpty()) {
      throw new PamiException("%s: no column is left".formatted(file));
    }
    List<Column> columns = kept.stream().map(c -> new Column(names.get(c), kind(c))).toList();
    List<Row> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      List<Object> cells = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        String cell = cell(line, kept.get(i));
        cells.add(columns.get(i).kind() == Column.Kind.NUMBER ? (Object) number(cell) : cell);
      }
      rows.add(new Row(columns, cells));
    }
    return new Table(columns, rows);
  }

  private List<String> names() {
    if (lines.isEmpty()) {
      throw new PamiException("%s is empty: its first line must name the columns".formatted(file));
    }
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String cell : lines.get(0)) {
      String name = cell.strip();
      if (name.isEmpty()) {
        throw new PamiException(
            "%s: column %d has no name: its first line must name every column"
                .formatted(file, names.size() + 1));
      }
      if (!seen.add(name)) {
        throw new PamiException("%s names the column '%s' twice".formatted(file, name));
      }
      names.add(name);
    }
    return names;
  }

  private String cell(int line, int column) {
    String cell = lines.get(line)[column].strip();
    return separator == ';' && DECIMAL_COMMA.matcher(cell).matches()
        ? cell.replace(',', '.')
        : cell;
  }

  private Column.Kind kind(int column) {
    int numbers = 0;
    int names = 0;
    int firstName = 0;
    for (int line = 1; line < lines.size(); line++) {
      String cell = cell(line, column);
      if (isMissing(cell)) {
        continue;
      }
      if (NUMBER.matcher(cell).matches()) {
        numbers++;
      } else {
        firstName = names == 0 ? line : firstName;
        names++;
      }
    }
    if (names > 0 && numbers > NUMBERS * (numbers + names)) {
      throw new PamiException(
          "%s, row %d: column '%s' holds '%s', but numbers elsewhere: correct the cell, leave it empty, or drop the column"
              .formatted(file, firstName, lines.get(0)[column].strip(), cell(firstName, column)));
    }
    return numbers > 0 && names == 0 ? Column.Kind.NUMBER : Column.Kind.CATEGORY;
  }

  private static boolean isMissing(String cell) {
    return cell.isEmpty() || cell.equalsIgnoreCase("nan") || cell.equals("NA");
  }

  private static double number(String cell) {
    return isMissing(cell) ? Double.NaN : Double.parseDouble(cell);
  }

  /** The first of comma, semicolon and tab that the first line has outside quotes. */
  private static char separator(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new PamiException("table not found: " + file);
    }
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String header = reader.readLine();
      String bare = header == null ? "" : header.replaceAll("\"[^\"]*\"", "");
      for (char candidate : new char[] {',', ';', '\t'}) {
        if (bare.indexOf(candidate) >= 0) {
          return candidate;
        }
      }
      return ',';
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static List<String[]> lines(Path file, char separator) {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      reader.mark(1);
      if (reader.read() != MARK.charAt(0)) {
        reader.reset();
      }
      try (MappingIterator<String[]> lines =
          new CsvMapper()
              .readerFor(String[].class)
              .with(CsvSchema.emptySchema().withColumnSeparator(separator))
              .with(CsvParser.Feature.WRAP_AS_ARRAY)
              .with(CsvParser.Feature.SKIP_EMPTY_LINES)
              .readValues(reader)) {
        return lines.readAll();
      }
    } catch (JsonProcessingException e) {
      throw new PamiException(
          "%s, line %d: not CSV: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static PamiException unreadable(Path file, IOException e) {
    return e instanceof CharacterCodingException
        ? new PamiException("%s is not text in UTF-8: convert it first".formatted(file), e)
        : new PamiException("%s can't be read: %s".formatted(file, e.getMessage()), e);
  }
}
