package ai.pami.evaluate.study;

import ai.pami.PamiException;
import ai.pami.evaluate.study.Outcome.Status;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The files of a study. A picture's rows are written first, of the methods that it had none of,
 * then a line to {@code pictures.jsonl} that says how long the files are by now: what lies behind
 * the lengths of the last whole line was written by a run that was killed, and is cut off.
 */
final class StudyFolder implements AutoCloseable {
  private static final String STUDY = "study.json";
  private static final String PICTURES = "pictures.jsonl";
  private static final String CSV = "results.csv";
  private static final String JSON = "results.jsonl";
  private static final String CURVES = "curves.jsonl";
  private static final String POOLED = "pooled.jsonl";
  private static final String TABLE = "table.md";

  private final ObjectMapper mapper = new ObjectMapper();
  private final Path folder;
  private final AppendedFile pictures;
  private final List<AppendedFile> results = new ArrayList<>();
  private final List<Outcome> finished = new ArrayList<>();

  private StudyFolder(Path folder) throws IOException {
    this.folder = folder;
    this.pictures = AppendedFile.open(folder.resolve(PICTURES));
    if (!pictures.lock()) {
      pictures.close();
      throw new PamiException("another run is writing to %s: let it end first".formatted(folder));
    }
    for (String name : List.of(CSV, JSON, CURVES, POOLED)) {
      results.add(AppendedFile.open(folder.resolve(name)));
    }
  }

  /**
   * Opens a folder to write to.
   *
   * @param study what makes runs comparable; takes the place of what is there, which it may have
   *     more methods than
   * @throws PamiException if it holds a study and is not to be resumed, or holds another one
   */
  static StudyFolder open(Path folder, ObjectNode study, boolean resuming) {
    try {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new PamiException("%s is a file: give a folder for the results".formatted(folder));
      }
      Files.createDirectories(folder);
      boolean used = List.of(STUDY, PICTURES, CSV, JSON).stream().anyMatch(has(folder));
      if (used && !resuming) {
        throw new PamiException(
            "%s holds the results of an earlier study: resume it (--resume) or give another folder"
                .formatted(folder));
      }
      if (used) {
        requireSame(folder, study);
      }
      StudyFolder opened = new StudyFolder(folder);
      try {
        // Not before the folder is locked: another run may be writing to it.
        writeStudy(folder, study);
        opened.cutToLastPicture();
        return opened;
      } catch (IOException | RuntimeException e) {
        opened.close();
        throw e;
      }
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private static Predicate<String> has(Path folder) {
    return name -> Files.exists(folder.resolve(name));
  }

  private static void writeStudy(Path folder, ObjectNode study) throws IOException {
    ObjectMapper pretty = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    replace(folder.resolve(STUDY), pretty.writeValueAsString(study));
  }

  /** Leaves the old file or the new one, whenever this process may be killed. */
  private static void replace(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Writes the tables, in place of those of an earlier run. */
  void writeTable(StudyResult result) {
    try {
      replace(folder.resolve(TABLE), result.markdown());
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private static void requireSame(Path folder, ObjectNode study) throws IOException {
    Path file = folder.resolve(STUDY);
    if (!Files.exists(file)) {
      throw new PamiException(
          "%s holds results but no %s, so they can't be resumed: give another folder"
              .formatted(folder, STUDY));
    }
    JsonNode before;
    try {
      before = new ObjectMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new PamiException(
          "%s is damaged, so the results can't be resumed: give another folder".formatted(file), e);
    }
    Optional<String> difference = Description.difference(before, study);
    if (difference.isPresent()) {
      throw new PamiException(
          "%s holds the results of another run: %s; give another folder"
              .formatted(folder, difference.get()));
    }
  }

  /** Reads which pictures are finished and cuts off what is not. */
  private void cutToLastPicture() throws IOException {
    long whole = 0;
    long[] lengths = new long[results.size()];
    for (AppendedFile.Line line : pictures.lines()) {
      JsonNode node;
      try {
        node = mapper.readTree(line.text());
      } catch (JsonProcessingException e) {
        break;
      }
      Optional<Status> status = status(node);
      long[] noted = lengths(node);
      if (status.isEmpty() || !fits(noted)) {
        break;
      }
      finished.add(
          new Outcome(
              node.path("image").asText(),
              status.get(),
              node.path("message").asText(""),
              List.of()));
      whole = line.end();
      lengths = noted;
    }
    pictures.cut(whole);
    for (int i = 0; i < lengths.length; i++) {
      results.get(i).cut(lengths[i]);
    }
    if (results.get(0).length() == 0) {
      results.get(0).append(Rows.HEADER);
    }
  }

  private static Optional<Status> status(JsonNode node) {
    for (Status status : Status.values()) {
      if (status.name().toLowerCase(Locale.ROOT).equals(node.path("status").asText())) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  private long[] lengths(JsonNode node) {
    long[] lengths = new long[results.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = node.path("lengths").path(i).asLong(-1);
    }
    return lengths;
  }

  private boolean fits(long[] lengths) throws IOException {
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] < 0 || lengths[i] > results.get(i).length()) {
        return false;
      }
    }
    return true;
  }

  /** What became of the pictures of earlier runs, in the order written, without rows. */
  List<Outcome> finished() {
    return finished;
  }

  /** Reads one line. */
  private interface Parser {
    Measurement read(String line) throws JsonProcessingException;
  }

  /**
   * Gives the rows of earlier runs to a tally.
   *
   * @throws PamiException if they are not those that were written
   */
  void load(Tally tally) {
    boolean[] known = {true};
    read(JSON, Rows::measurement, row -> known[0] &= tally.add(row));
    if (!known[0] || !tally.isConsistent()) {
      throw new PamiException(
          "%s was changed since it was written: give another folder"
              .formatted(folder.resolve(JSON)));
    }
    read(POOLED, Rows::evidence, tally::addEvidence);
  }

  /** Reads the curves written by now, one after the other. */
  void readCurves(Consumer<Measurement> reader) {
    read(CURVES, Rows::curve, reader);
  }

  private void read(String file, Parser parser, Consumer<Measurement> reader) {
    try (BufferedReader lines = Files.newBufferedReader(folder.resolve(file))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.accept(parser.read(line));
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new PamiException(
          "the results in %s were changed since they were written: give another folder"
              .formatted(folder),
          e);
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /** Writes a picture's rows, then that it is finished. */
  void append(Outcome outcome) {
    StringBuilder csv = new StringBuilder();
    StringBuilder json = new StringBuilder();
    StringBuilder curves = new StringBuilder();
    StringBuilder pooled = new StringBuilder();
    for (Measurement row : outcome.rows()) {
      csv.append(Rows.csv(row));
      json.append(Rows.json(row));
      row.curve().ifPresent(curve -> curves.append(Rows.curveJson(row, curve)));
      row.evidence().ifPresent(evidence -> pooled.append(Rows.evidenceJson(row, evidence)));
    }
    try {
      results.get(0).append(csv.toString());
      results.get(1).append(json.toString());
      results.get(2).append(curves.toString());
      results.get(3).append(pooled.toString());
      ObjectNode line = mapper.createObjectNode();
      line.put("image", outcome.image());
      line.put("status", outcome.status().name().toLowerCase(Locale.ROOT));
      if (!outcome.message().isEmpty()) {
        line.put("message", outcome.message());
      }
      ArrayNode lengths = line.putArray("lengths");
      for (AppendedFile file : results) {
        lengths.add(file.length());
      }
      pictures.append(line + "\n");
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private static PamiException failure(Path folder, IOException e) {
    return new PamiException(
        "results can't be written to %s (%s)".formatted(folder, e.getMessage()), e);
  }

  @Override
  public void close() {
    results.forEach(AppendedFile::close);
    pictures.close();
  }
}
