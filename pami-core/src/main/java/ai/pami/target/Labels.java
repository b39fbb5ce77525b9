package ai.pami.target;

import ai.pami.PamiException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the classes are called, by output index. A label may list synonyms separated by commas, as
 * ImageNet's do ({@code goldfish, Carassius auratus}); each of them finds the class.
 */
public final class Labels {
  private static final Labels NONE = new Labels(List.of(), "");

  private final List<String> labels;
  private final String source;

  private Labels(List<String> labels, String source) {
    this.labels = List.copyOf(labels);
    this.source = source;
  }

  /** No labels known: classes are called by their index. */
  public static Labels none() {
    return NONE;
  }

  /** Labels in output order. */
  public static Labels of(List<String> labels) {
    return new Labels(labels, "the labels");
  }

  /**
   * Labels from a text file in UTF-8, a label a line, in output order; empty lines at the end are
   * ignored.
   *
   * @throws PamiException if the file can't be read, is no UTF-8 text or holds no label
   */
  public static Labels read(Path file) {
    List<String> lines;
    try {
      lines = new ArrayList<>(Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      throw new PamiException("labels file not found: " + file, e);
    } catch (MalformedInputException e) {
      throw new PamiException("labels file is not text in UTF-8: " + file, e);
    } catch (IOException e) {
      throw new PamiException(
          "labels file can't be read: " + file + " (" + e.getMessage() + ")", e);
    }
    if (!lines.isEmpty()) {
      lines.set(0, lines.get(0).replaceFirst("^\uFEFF", ""));
    }
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
      lines.remove(lines.size() - 1);
    }
    if (lines.isEmpty()) {
      throw new PamiException("labels file is empty: " + file + "; it needs a label a line");
    }
    return new Labels(lines.stream().map(String::strip).toList(), file.toString());
  }

  public boolean isEmpty() {
    return labels.isEmpty();
  }

  /** The number of labels; 0 where none are known. */
  public int size() {
    return labels.size();
  }

  /** The label of output {@code index}, or the index as text where no labels are known. */
  public String label(int index) {
    return isEmpty() ? Integer.toString(index) : labels.get(index);
  }

  /**
   * Makes sure that every output has a label.
   *
   * @throws PamiException if labels are known and their number is not {@code outputs}
   */
  public void requireSize(int outputs) {
    if (!isEmpty() && labels.size() != outputs) {
      throw new PamiException(
          "%s: %d labels, but the model has %d outputs; give a file with a line an output%s"
              .formatted(
                  source,
                  labels.size(),
                  outputs,
                  outputs == labels.size() + 1 ? " (is output 0 a \"background\" class?)" : ""));
    }
  }

  /**
   * The index of the class of this name: the whole label or one of its synonyms, in any case.
   *
   * @throws PamiException if none or several classes bear the name, naming the nearest or all of
   *     them
   */
  public int index(String name) {
    if (isEmpty()) {
      throw new PamiException(
          "target '%s' is no index, and no labels are known: give a labels file".formatted(name));
    }
    List<Integer> whole = matches(label -> label.equalsIgnoreCase(name));
    List<Integer> found = whole.isEmpty() ? matches(label -> isSynonym(label, name)) : whole;
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new PamiException(
          "no class is called '%s'; the nearest names are %s"
              .formatted(
                  name,
                  NearestNames.to(name, synonyms(), 3).stream()
                      .map(near -> "'" + near + "'")
                      .collect(Collectors.joining(", "))));
    }
    throw new PamiException(
        "%d classes are called '%s': give one of their indices, %s"
            .formatted(
                found.size(),
                name,
                found.stream()
                    .map(i -> i + " (" + labels.get(i) + ")")
                    .collect(Collectors.joining(", "))));
  }

  private List<Integer> matches(Predicate<String> test) {
    return IntStream.range(0, labels.size()).filter(i -> test.test(labels.get(i))).boxed().toList();
  }

  private static boolean isSynonym(String label, String name) {
    for (String synonym : label.split(",", -1)) {
      if (synonym.strip().toLowerCase(Locale.ROOT).equals(name.strip().toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private List<String> synonyms() {
    return labels.stream()
        .flatMap(label -> Arrays.stream(label.split(",", -1)))
        .map(String::strip)
        .distinct()
        .toList();
  }
}
