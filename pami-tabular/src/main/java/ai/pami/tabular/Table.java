package ai.pami.tabular;

import ai.pami.PamiException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows of the same columns.
 *
 * @param columns at least one, no name twice
 * @param rows of exactly these columns
 */
public record Table(List<Column> columns, List<Row> rows) {
  /** Where more than this share of a column's cells are numbers, others are mistakes. */
  private static final double NUMBERS = 0.9;

  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (!row.columns().equals(columns)) {
        throw new IllegalArgumentException("a row of other columns than its table's");
      }
    }
  }

  /**
   * Reads a CSV file (RFC 4180, UTF-8) whose first line names the columns. A column all of whose
   * cells are numbers, or empty, holds numbers; others hold names. A name among many numbers is
   * taken for a mistake.
   *
   * @throws PamiException if the file can't be read, has no rows, names a column twice, or a line
   *     has too many or too few cells, naming the line
   */
  public static Table read(Path file) {
    List<String[]> lines = lines(file);
    if (lines.isEmpty()) {
      throw new PamiException("%s is empty: its first line must name the columns".formatted(file));
    }
    String[] header = lines.get(0);
    Set<String> names = new HashSet<>();
    for (String name : header) {
      if (!names.add(name.strip())) {
        throw new PamiException("%s names the column '%s' twice".formatted(file, name.strip()));
      }
    }
    if (lines.size() == 1) {
      throw new PamiException("%s has no rows below its header".formatted(file));
    }
    for (int line = 1; line < lines.size(); line++) {
      if (lines.get(line).length != header.length) {
        throw new PamiException(
            "%s, row %d: %d cells, but the header names %d columns"
                .formatted(file, line, lines.get(line).length, header.length));
      }
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < header.length; i++) {
      columns.add(new Column(header[i].strip(), kind(file, lines, i)));
    }
    List<Row> rows = new ArrayList<>();
    for (String[] line : lines.subList(1, lines.size())) {
      List<Object> cells = new ArrayList<>();
      for (int i = 0; i < line.length; i++) {
        cells.add(
            columns.get(i).kind() == Column.Kind.NUMBER
                ? (Object) number(line[i])
                : line[i].strip());
      }
      rows.add(new Row(columns, cells));
    }
    return new Table(columns, rows);
  }

  private static List<String[]> lines(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new PamiException("table not found: " + file);
    }
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        MappingIterator<String[]> lines =
            new CsvMapper()
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                .readValues(reader)) {
      List<String[]> all = lines.readAll();
      if (!all.isEmpty() && all.get(0)[0].startsWith("\uFEFF")) {
        all.get(0)[0] = all.get(0)[0].substring(1);
      }
      return all;
    } catch (CharacterCodingException e) {
      throw new PamiException("%s is not text in UTF-8: convert it first".formatted(file), e);
    } catch (JsonProcessingException e) {
      throw new PamiException(
          "%s, line %d: not CSV: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new PamiException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Column.Kind kind(Path file, List<String[]> lines, int column) {
    int numbers = 0;
    int names = 0;
    int firstName = 0;
    for (int line = 1; line < lines.size(); line++) {
      String cell = lines.get(line)[column].strip();
      if (isMissing(cell)) {
        continue;
      }
      if (isNumber(cell)) {
        numbers++;
      } else {
        firstName = names == 0 ? line : firstName;
        names++;
      }
    }
    if (names > 0 && numbers > NUMBERS * (numbers + names)) {
      throw new PamiException(
          "%s, row %d: column '%s' holds '%s', but numbers elsewhere: correct the cell or leave it empty"
              .formatted(
                  file,
                  firstName,
                  lines.get(0)[column].strip(),
                  lines.get(firstName)[column].strip()));
    }
    return numbers > 0 && names == 0 ? Column.Kind.NUMBER : Column.Kind.CATEGORY;
  }

  private static boolean isNumber(String cell) {
    try {
      Double.parseDouble(cell);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isMissing(String cell) {
    return cell.isEmpty() || cell.equalsIgnoreCase("nan") || cell.equals("NA");
  }

  private static double number(String cell) {
    return isMissing(cell.strip()) ? Double.NaN : Double.parseDouble(cell.strip());
  }

  /**
   * Where the column of this name stands.
   *
   * @throws PamiException if there is none, naming those there are
   */
  public int column(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new PamiException(
        "no column '%s': there are %s"
            .formatted(name, String.join(", ", columns.stream().map(Column::name).toList())));
  }

  /** The same rows without some columns. */
  public Table without(List<String> names) {
    List<Integer> dropped = names.stream().map(this::column).toList();
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!dropped.contains(i)) {
        kept.add(i);
      }
    }
    List<Column> left = kept.stream().map(columns::get).toList();
    return new Table(
        left,
        rows.stream()
            .map(row -> new Row(left, kept.stream().map(i -> row.cells().get(i)).toList()))
            .toList());
  }
}
