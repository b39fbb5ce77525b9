package ai.pami.audit;

import ai.pami.PamiException;
import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageTrace;
import ai.pami.image.PreprocessingFile;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.PictureReader;
import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import ai.pami.target.Activation;
import ai.pami.trace.Trace;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One explanation of a picture as one file that can be checked: the picture, what identifies the
 * model, all settings, every question with its scores, and the maps. See {@code docs/bundle.md} for
 * the format.
 */
public final class ImageBundle {
  private final String name;
  private final Manifest manifest;
  private final byte[] input;
  private final Optional<byte[]> background;
  private final List<Partition> partitions;
  private final ImageTrace trace;
  private final List<ImportanceMap> maps;

  private ImageBundle(String name, Map<String, byte[]> entries) throws IOException {
    this.name = name;
    this.manifest = Manifest.read(entry(entries, BundleWriter.MANIFEST));
    if (!manifest.format().equals(Manifest.FORMAT)) {
      throw new IllegalArgumentException("its format is called " + manifest.format());
    }
    this.input = entry(entries, manifest.input().entry());
    this.background = Optional.ofNullable(entries.get(BundleWriter.BACKGROUND));
    Domain domain = Domain.of(manifest.input().seenHeight(), manifest.input().seenWidth());
    this.partitions = partitions(domain, entries);
    this.trace = trace(domain, entries);
    this.maps = maps(domain, NpyArray.read(entry(entries, BundleWriter.MAPS)));
  }

  /**
   * Writes a bundle of an explanation whose questions were kept ({@code ImageExplainer.traced}),
   * creating folders if need be. The file is there as a whole or not at all.
   *
   * @param input the picture's file
   * @return the file's SHA-256, to be noted elsewhere: who can write the file can seal it anew
   * @throws PamiException if no questions were kept, or the file can't be written
   */
  public static String write(Path file, ImageExplanation explanation, InputCopy input) {
    byte[] bytes = new BundleWriter(explanation).toBytes(input);
    Path partial = null;
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      partial = Files.createTempFile(folder, ".pami-", ".partial");
      Files.write(partial, bytes);
      try {
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
      }
      return Sha256.of(bytes);
    } catch (IOException e) {
      throw new PamiException(
          "bundle can't be written: %s (%s)".formatted(file, e.getMessage()), e);
    } finally {
      delete(partial);
    }
  }

  private static void delete(Path partial) {
    try {
      if (partial != null) {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      return; // it is called partial; the error before this one is the one to tell
    }
  }

  /**
   * Reads a bundle.
   *
   * @throws PamiException if there is none, it is damaged in any byte, or of a newer version
   */
  public static ImageBundle read(Path file) {
    try {
      return read(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new PamiException("bundle not found: " + file, e);
    } catch (IOException e) {
      throw new PamiException("bundle can't be read: %s (%s)".formatted(file, e.getMessage()), e);
    }
  }

  static ImageBundle read(String name, byte[] bytes) {
    Map<String, byte[]> entries = SealedZip.unpack(bytes, name);
    try {
      return new ImageBundle(name, entries);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new PamiException(
          "%s: the bundle's seal is whole, but its content is not what it should be: %s"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private static byte[] entry(Map<String, byte[]> entries, String name) {
    byte[] content = entries.get(name);
    if (content == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return content;
  }

  private static List<Partition> partitions(Domain domain, Map<String, byte[]> entries) {
    List<Partition> partitions = new ArrayList<>();
    if (entries.containsKey(BundleWriter.PARTITIONS)) {
      NpyArray labels = NpyArray.read(entries.get(BundleWriter.PARTITIONS));
      for (int i = 0; i < labels.extent(0); i++) {
        int[] map = new int[domain.size()];
        for (int e = 0; e < map.length; e++) {
          map[e] = labels.integer(i * map.length + e);
        }
        partitions.add(Partition.of(domain, map));
      }
    }
    return List.copyOf(partitions);
  }

  private ImageTrace trace(Domain domain, Map<String, byte[]> entries) throws IOException {
    NpyArray asked = NpyArray.read(entry(entries, BundleWriter.QUESTIONS));
    NpyArray answers = NpyArray.read(entry(entries, BundleWriter.SCORES));
    int targets = manifest.targets().size();
    List<Trace.Question> questions = new ArrayList<>();
    List<double[]> scores = new ArrayList<>();
    for (int i = 0; i < asked.extent(0); i++) {
      questions.add(
          new Trace.Question(
              asked.integer(4 * i),
              asked.integer(4 * i + 1) == 1 ? Source.INPUT : Source.BACKGROUND,
              asked.integer(4 * i + 2),
              asked.integer(4 * i + 3) == 1));
      double[] row = new double[targets];
      for (int k = 0; k < targets; k++) {
        row[k] = answers.number(i * targets + k);
      }
      scores.add(row);
    }
    Manifest.Tensor tensor = manifest.modelInput();
    return new ImageTrace(
        new Trace(
            MaskLines.read(entry(entries, BundleWriter.MASKS), domain, partitions),
            questions,
            scores,
            manifest.rounds().stream()
                .map(r -> new Trace.Round(r.questions(), stopped(r.stopped()), r.calls()))
                .toList(),
            manifest.targets().stream().mapToDouble(t -> t.score()).toArray(),
            manifest.targets().stream().mapToDouble(t -> t.backgroundScore()).toArray()),
        manifest.copies().stream()
            .map(copy -> new ImageTrace.Copy(copy.asItLies(), copy.sha256(), Optional.empty()))
            .toList(),
        manifest.method(),
        manifest.budget(),
        PreprocessingFile.parse(manifest.preprocessing().toString(), manifest.preprocessingName()),
        Activation.named(manifest.activation()),
        manifest.targetsReadOutput(),
        new TensorInfo(tensor.name(), ElementType.valueOf(tensor.type()), tensor.shape()));
  }

  private static StopReason stopped(String name) {
    return StopReason.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private List<ImportanceMap> maps(Domain domain, NpyArray codes) {
    List<ImportanceMap> read = new ArrayList<>();
    for (int k = 0; k < manifest.targets().size(); k++) {
      Manifest.ExplainedTarget target = manifest.targets().get(k);
      double range = target.greatest() - target.least();
      double[] values = new double[domain.size()];
      for (int e = 0; e < values.length; e++) {
        int code = codes.integer(k * values.length + e);
        values[e] =
            code == BundleWriter.UNKNOWN
                ? Double.NaN
                : target.least() + range * code / (BundleWriter.UNKNOWN - 1);
      }
      read.add(ImportanceMap.of(domain, values));
    }
    return List.copyOf(read);
  }

  /** Where it was read from. */
  public String name() {
    return name;
  }

  /** Every question and its scores. */
  public ImageTrace trace() {
    return trace;
  }

  /** What identifies the model: file, SHA-256, runtime and its version. */
  public Map<String, String> model() {
    return manifest.model();
  }

  /**
   * The map of target {@code k} in 65,535 steps from its least to its greatest value, without
   * standard errors; the exact ones come out of the scores, see {@link Verification}.
   */
  public ImportanceMap map(int k) {
    return maps.get(k);
  }

  /** The partitions that masks refer to. */
  public List<Partition> partitions() {
    return partitions;
  }

  Manifest manifest() {
    return manifest;
  }

  byte[] input() {
    return input.clone();
  }

  /** The picture that hidden pixels showed, where it was one. */
  Optional<Picture> background() {
    return background.map(bytes -> decode(bytes, PictureReader.ofDefaults()));
  }

  /**
   * The picture, from the bundle's copy of its file.
   *
   * @throws PamiException if it can't be decoded here
   */
  public Picture picture() {
    Manifest.Input facts = manifest.input();
    return decode(input, PictureReader.withLimit(1 + facts.width() * facts.height() / 1e6));
  }

  private static Picture decode(byte[] bytes, PictureReader reader) {
    try {
      Path copy = Files.createTempFile("pami-", ".picture");
      try {
        Files.write(copy, bytes);
        return reader.read(copy);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw new PamiException("the bundle's picture can't be decoded: " + e.getMessage(), e);
    }
  }
}
