package ai.pami.signal;

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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads series from CSV files (RFC 4180, UTF-8): a column a channel, a line a time. A first line
 * that is not all numbers names the columns; without one they are called {@code channel 1} and so
 * on.
 *
 * @param time the column that tells the times in seconds, if there is one; it is no channel
 * @param dropped columns that are no channels
 * @param bridging whether missing values are filled by straight lines between their neighbours,
 *     rather than refused
 * @param mostValues files of more values are refused
 */
public record SeriesReader(
    Optional<String> time, List<String> dropped, boolean bridging, long mostValues) {
  /** Fewer times tell nothing when some are hidden. */
  static final int LEAST = 4;

  /** How far from the median step a step of time may be. */
  private static final double UNEVEN = 0.01;

  public SeriesReader {
    dropped = List.copyOf(dropped);
  }

  /** All columns are channels, no value may be missing, at most 20 million values. */
  public static SeriesReader defaults() {
    return new SeriesReader(Optional.empty(), List.of(), false, 20_000_000);
  }

  /** With a column that tells the times in seconds, evenly spaced; it is no channel. */
  public SeriesReader withTime(String column) {
    return new SeriesReader(Optional.of(column), dropped, bridging, mostValues);
  }

  /** Without some columns. */
  public SeriesReader without(List<String> columns) {
    return new SeriesReader(time, columns, bridging, mostValues);
  }

  /** With missing values filled by straight lines between their neighbours. */
  public SeriesReader withBridging(boolean bridging) {
    return new SeriesReader(time, dropped, bridging, mostValues);
  }

  /** With another limit of values. */
  public SeriesReader withMost(long mostValues) {
    return new SeriesReader(time, dropped, bridging, mostValues);
  }

  /**
   * Reads a file.
   *
   * @throws PamiException if the file can't be read, a cell is missing or no number, naming row and
   *     column, there are fewer than 4 or too many values, or the times are not evenly spaced
   */
  public Series read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new PamiException("series not found: " + file);
    }
    Columns columns = columns(file);
    List<Integer> channels =
        IntStream.range(0, columns.names.size())
            .filter(i -> !dropped.contains(columns.names.get(i)))
            .filter(i -> !time.equals(Optional.of(columns.names.get(i))))
            .boxed()
            .toList();
    dropped.forEach(name -> columns.index(file, name));
    if (channels.isEmpty()) {
      throw new PamiException("%s has no channels: all columns are left out".formatted(file));
    }
    if (columns.length < LEAST) {
      throw new PamiException(
          "%s has %d %s: a series needs at least %d"
              .formatted(file, columns.length, columns.length == 1 ? "time" : "times", LEAST));
    }
    float[][] values = new float[channels.size()][];
    for (int c = 0; c < values.length; c++) {
      int column = channels.get(c);
      values[c] = filled(file, columns, column);
    }
    Series series = Series.of(channels.stream().map(columns.names::get).toList(), values);
    return time.map(name -> series.withRate(rate(file, columns, columns.index(file, name))))
        .orElse(series);
  }

  private static final class Columns {
    private List<String> names = List.of();
    private float[][] values = new float[0][];
    private double[] times = new double[0];
    private boolean header;
    private int length;

    int index(Path file, String name) {
      int index = names.indexOf(name);
      if (index < 0) {
        throw new PamiException(
            "%s has no column '%s': there are %s".formatted(file, name, String.join(", ", names)));
      }
      return index;
    }
  }

  private Columns columns(Path file) {
    Columns columns = new Columns();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        MappingIterator<String[]> lines =
            new CsvMapper()
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                .readValues(reader)) {
      while (lines.hasNextValue()) {
        add(file, columns, lines.nextValue());
      }
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
    if (columns.names.isEmpty()) {
      throw new PamiException(
          "%s is empty: give a column a channel and a line a time".formatted(file));
    }
    return columns;
  }

  private void add(Path file, Columns columns, String[] line) {
    if (columns.names.isEmpty()) {
      begin(file, columns, line);
      if (columns.header) {
        return;
      }
    }
    int width = columns.names.size();
    if (line.length != width) {
      throw new PamiException(
          "%s, row %d: %d cells, but there are %d columns"
              .formatted(file, columns.length + 1, line.length, width));
    }
    if ((columns.length + 1L) * width > mostValues) {
      throw new PamiException(
          "%s has more than %,d values: cut it, leave columns out, or allow more"
              .formatted(file, mostValues));
    }
    int at = columns.length++;
    if (at == columns.values[0].length) {
      for (int c = 0; c < width; c++) {
        columns.values[c] = Arrays.copyOf(columns.values[c], 2 * at);
      }
      columns.times = Arrays.copyOf(columns.times, 2 * at);
    }
    for (int c = 0; c < width; c++) {
      boolean used = !dropped.contains(columns.names.get(c));
      boolean isTime = time.equals(Optional.of(columns.names.get(c)));
      double number = used ? number(file, columns, c, line[c].strip()) : Double.NaN;
      columns.values[c][at] = (float) number;
      if (isTime) {
        columns.times[at] = number;
      }
    }
  }

  private static void begin(Path file, Columns columns, String[] line) {
    if (line[0].startsWith("\uFEFF")) {
      line[0] = line[0].substring(1);
    }
    columns.header =
        !Arrays.stream(line).allMatch(cell -> isMissing(cell.strip()) || isNumber(cell));
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < line.length; i++) {
      String name = columns.header ? line[i].strip() : "channel " + (i + 1);
      if (!taken.add(name)) {
        throw new PamiException("%s names the column '%s' twice".formatted(file, name));
      }
      names.add(name);
    }
    columns.names = List.copyOf(names);
    columns.values = new float[line.length][1024];
    columns.times = new double[1024];
  }

  private static double number(Path file, Columns columns, int column, String cell) {
    if (isMissing(cell)) {
      return Double.NaN;
    }
    if (isNumber(cell)) {
      double number = Double.parseDouble(cell);
      if (Double.isFinite((float) number)) {
        return number;
      }
    }
    throw new PamiException(
        "%s, row %d: column '%s' holds '%s', which is no finite number: correct it, or leave the column out"
            .formatted(file, columns.length, columns.names.get(column), cell));
  }

  private float[] filled(Path file, Columns columns, int column) {
    float[] values = Arrays.copyOf(columns.values[column], columns.length);
    int first = 0;
    while (first < values.length && !Float.isNaN(values[first])) {
      first++;
    }
    if (first == values.length) {
      return values;
    }
    String name = columns.names.get(column);
    if (!bridging) {
      throw new PamiException(
          "%s, row %d: column '%s' has no value: fill it, leave the column out, or have missing values bridged"
              .formatted(file, first + 1, name));
    }
    Bridge.fill(values, 0, values.length, t -> !Float.isNaN(values[t]), Float.NaN);
    if (Float.isNaN(values[0])) {
      throw new PamiException("%s: column '%s' has no values".formatted(file, name));
    }
    return values;
  }

  private static double rate(Path file, Columns columns, int column) {
    int n = columns.length;
    double[] steps = new double[n - 1];
    Arrays.setAll(steps, t -> columns.times[t + 1] - columns.times[t]);
    Arrays.sort(steps);
    double step = steps[steps.length / 2];
    for (int t = 1; t < n; t++) {
      double own = columns.times[t] - columns.times[t - 1];
      if (!(step > 0) || !(Math.abs(own - step) <= UNEVEN * step)) {
        throw new PamiException(
            "%s, row %d: column '%s' is not evenly spaced (%s after %s): resample the series first"
                .formatted(
                    file,
                    t + 1,
                    columns.names.get(column),
                    columns.times[t],
                    columns.times[t - 1]));
      }
    }
    return (n - 1) / (columns.times[n - 1] - columns.times[0]);
  }

  private static boolean isNumber(String cell) {
    try {
      Double.parseDouble(cell.strip());
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isMissing(String cell) {
    return cell.isEmpty() || cell.equalsIgnoreCase("nan") || cell.equals("NA");
  }
}
