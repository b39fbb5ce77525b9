package ai.pami.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.pami.PamiException;
import ai.pami.model.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;

/** An opened ONNX file: what it says of itself, and its runs, none of which outlives it. */
final class OnnxSession implements AutoCloseable {
  private final String name;
  private final String sha256;
  private final OrtEnvironment environment = OnnxRuntime.environment();
  private final OrtSession session;
  private final Map<String, NodeInfo> inputs;
  private final Map<String, NodeInfo> outputs;
  private final Map<String, String> metadata;
  private final ReadWriteLock life = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * Opens a model from memory.
   *
   * @param name for messages and records
   * @throws PamiException if that is no ONNX model
   */
  OnnxSession(String name, byte[] bytes, int threadsPerCall) {
    this.name = name;
    this.sha256 = sha256(bytes);
    this.session = open(bytes, threadsPerCall);
    try {
      this.inputs = session.getInputInfo();
      this.outputs = session.getOutputInfo();
      this.metadata = Map.copyOf(new TreeMap<>(session.getMetadata().getCustomMetadata()));
    } catch (OrtException e) {
      close();
      throw failure(e);
    }
  }

  private OrtSession open(byte[] bytes, int threadsPerCall) {
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      settings.setIntraOpNumThreads(threadsPerCall);
      settings.setInterOpNumThreads(1);
      return environment.createSession(bytes, settings);
    } catch (OrtException e) {
      throw new PamiException(
          "not an ONNX model that can be run: %s (%s)".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * The bytes of a model file.
   *
   * @throws PamiException if it can't be read
   */
  static byte[] read(Path file) {
    if (Files.notExists(file)) {
      throw new PamiException("model not found: " + file);
    }
    if (Files.isDirectory(file)) {
      throw new PamiException("not a model but a folder: " + file);
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new PamiException("model can't be read: " + file + " (" + e.getMessage() + ")", e);
    } catch (OutOfMemoryError e) {
      throw new PamiException(
          "model does not fit into memory: " + file + "; give Java more with -Xmx", e);
    }
  }

  String name() {
    return name;
  }

  OrtEnvironment environment() {
    return environment;
  }

  Map<String, NodeInfo> inputs() {
    return inputs;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  /**
   * The output of this name, or of this number from 0.
   *
   * @throws PamiException if there is none, or it holds no numbers
   */
  NodeInfo output(String nameOrNumber) {
    List<String> names = new ArrayList<>(outputs.keySet());
    NodeInfo node = outputs.get(nameOrNumber);
    if (node == null
        && nameOrNumber.matches("\\d{1,6}")
        && Integer.parseInt(nameOrNumber) < names.size()) {
      node = outputs.get(names.get(Integer.parseInt(nameOrNumber)));
    }
    if (node == null) {
      throw new PamiException(
          "%s has no output '%s': it has %s, numbered from 0"
              .formatted(name, nameOrNumber, names(names)));
    }
    if (!OnnxAnswer.holdsScores(node)) {
      List<String> others =
          outputs.values().stream().filter(OnnxAnswer::holdsScores).map(NodeInfo::getName).toList();
      throw new PamiException(
          "%s: output '%s' holds no scores but %s; %s"
              .formatted(
                  name,
                  node.getName(),
                  describe(node).type() == ElementType.OTHER ? node.getInfo() : describe(node),
                  others.isEmpty()
                      ? "nor does any other of " + names(names)
                      : "choose among " + names(others)));
    }
    return node;
  }

  /** The first output that holds scores, or the first if none does. */
  String firstScores() {
    return outputs.values().stream()
        .filter(OnnxAnswer::holdsScores)
        .findFirst()
        .map(NodeInfo::getName)
        .orElseGet(() -> outputs.keySet().iterator().next());
  }

  /** The names of all outputs, in the model's order. */
  List<String> outputNames() {
    return List.copyOf(outputs.keySet());
  }

  /** All outputs, in the model's order. */
  List<NodeInfo> outputs() {
    return List.copyOf(outputs.values());
  }

  static String names(Collection<String> names) {
    return names.stream().map(n -> "'" + n + "'").collect(Collectors.joining(", "));
  }

  static ai.pami.model.TensorInfo describe(NodeInfo node) {
    if (!(node.getInfo() instanceof TensorInfo tensor)) {
      return new ai.pami.model.TensorInfo(node.getName(), ElementType.OTHER, List.of());
    }
    ElementType type =
        switch (tensor.type) {
          case FLOAT -> ElementType.FLOAT32;
          case FLOAT16 -> ElementType.FLOAT16;
          case UINT8 -> ElementType.UINT8;
          case INT64 -> ElementType.INT64;
          case INT32 -> ElementType.INT32;
          case STRING -> ElementType.STRING;
          default -> ElementType.OTHER;
        };
    return new ai.pami.model.TensorInfo(
        node.getName(),
        type,
        Arrays.stream(tensor.getShape()).mapToObj(extent -> (int) Math.max(-1, extent)).toList());
  }

  /** Name, hash and runtime, for records. */
  Map<String, String> provenance(String output) {
    Map<String, String> record = new LinkedHashMap<>();
    record.put("model", name);
    record.put("model_sha256", sha256);
    record.put("model_output", output);
    record.put("runtime", "ONNX Runtime " + environment.getVersion());
    return record;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Runs the session, which is not closed meanwhile: that would end the whole process.
   *
   * @param asked outputs that the runtime makes
   * @param pinned outputs written into memory of the caller's
   * @throws IllegalStateException if the model has been closed
   */
  OrtSession.Result run(
      Map<String, OnnxTensor> given,
      Set<String> asked,
      Map<String, OnnxTensor> pinned,
      OrtSession.RunOptions runOptions)
      throws OrtException {
    life.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(name + " is closed");
      }
      return session.run(given, asked, pinned, runOptions);
    } finally {
      life.readLock().unlock();
    }
  }

  PamiException failure(OrtException e) {
    return new PamiException("%s: %s".formatted(name, e.getMessage()), e);
  }

  /** Frees the model once no run is under way; the second time does nothing. */
  @Override
  public void close() {
    life.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new PamiException("%s can't be closed: %s".formatted(name, e.getMessage()), e);
    } finally {
      life.writeLock().unlock();
    }
  }
}
