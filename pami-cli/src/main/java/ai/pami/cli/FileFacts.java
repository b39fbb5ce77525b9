package ai.pami.cli;

import ai.pami.PamiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What tells a later reader which file an explanation was made from. */
final class FileFacts {
  private FileFacts() {}

  static Map<String, String> of(Path file) {
    try {
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("file", file.toString());
      facts.put(
          "sha256",
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
      return facts;
    } catch (IOException e) {
      throw new PamiException("picture can't be read: " + file + " (" + e.getMessage() + ")", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
