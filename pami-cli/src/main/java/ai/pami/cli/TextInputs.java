package ai.pami.cli;

import ai.pami.PamiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The texts of a command line, and what they are called. */
final class TextInputs {
  private static final int LONGEST_NAME = 60;

  @Parameters(
      arity = "0..*",
      paramLabel = "TEXT",
      description = "Texts, in quotes; - reads one from the standard input.")
  private List<String> texts = List.of();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "A file that is one text (UTF-8), may be repeated.")
  private List<Path> files = List.of();

  @Option(
      names = "--lines",
      paramLabel = "FILE",
      description = "A file with a text a line (UTF-8), may be repeated.")
  private List<Path> lines = List.of();

  /**
   * The texts by a name for each.
   *
   * @throws IllegalArgumentException if there are none
   * @throws PamiException if a file can't be read
   */
  Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    for (String text : texts) {
      String whole = text.equals("-") ? standardInput() : text;
      put(named, text.equals("-") ? "standard input" : shortened(text), whole);
    }
    for (Path file : files) {
      put(named, file.toString(), read(file));
    }
    for (Path file : lines) {
      List<String> all = read(file).lines().toList();
      for (int i = 0; i < all.size(); i++) {
        if (!all.get(i).isBlank()) {
          put(named, "%s, line %d".formatted(file, i + 1), all.get(i));
        }
      }
    }
    if (named.isEmpty()) {
      throw new IllegalArgumentException("no text: give one in quotes, or --file, or --lines");
    }
    return named;
  }

  private static void put(Map<String, String> named, String name, String text) {
    String free = name;
    for (int n = 2; named.containsKey(free); n++) {
      free = "%s (%d)".formatted(name, n);
    }
    named.put(free, text);
  }

  /** A name for a text: how it begins. */
  static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      return "empty text";
    }
    return line.codePointCount(0, line.length()) <= LONGEST_NAME
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)) + "…";
  }

  private static String standardInput() {
    // The stream is the process's own.
    InputStream in = System.in;
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new PamiException("the standard input can't be read: " + e.getMessage(), e);
    }
  }

  private static String read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new PamiException("text not found: " + file);
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new PamiException("%s is not text in UTF-8: convert it first".formatted(file), e);
    } catch (IOException e) {
      throw new PamiException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
