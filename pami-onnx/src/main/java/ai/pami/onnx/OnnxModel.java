package ai.pami.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.pami.PamiException;
import ai.pami.model.ElementType;
import ai.pami.model.Model;
import ai.pami.model.TensorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
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

/**
 * An ONNX model with one tensor input of float32, float16 or uint8 numbers and any outputs, of
 * which one is explained. Thread-safe until closed.
 *
 * <pre>{@code
 * try (OnnxModel model = OnnxModel.open(Path.of("squeezenet1.1.onnx"))) { ... }
 * }</pre>
 */
public final class OnnxModel implements TensorModel {
  private final String name;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ai.pami.model.TensorInfo input;
  private final ai.pami.model.TensorInfo output;
  private final Map<String, String> metadata;
  private final Map<String, String> provenance;
  private final ReadWriteLock life = new ReentrantReadWriteLock();
  private boolean closed;

  private OnnxModel(String name, byte[] bytes, OnnxOptions options) {
    this.name = name;
    this.environment = OrtEnvironment.getEnvironment();
    this.session = open(environment, name, bytes, options);
    try {
      this.input = chooseInput(options);
      this.output = chooseOutput(options);
      this.metadata = Map.copyOf(new TreeMap<>(session.getMetadata().getCustomMetadata()));
      this.provenance = provenance(bytes);
    } catch (OrtException e) {
      close();
      throw new PamiException("%s: %s".formatted(name, e.getMessage()), e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Opens a model file with {@link OnnxOptions#defaults()}.
   *
   * @throws PamiException if the file can't be read or is no ONNX model of one tensor input
   */
  public static OnnxModel open(Path file) {
    return open(file, OnnxOptions.defaults());
  }

  /**
   * Opens a model file.
   *
   * @throws PamiException if the file can't be read, is no ONNX model, or has no such input or
   *     output
   */
  public static OnnxModel open(Path file, OnnxOptions options) {
    if (Files.notExists(file)) {
      throw new PamiException("model not found: " + file);
    }
    if (Files.isDirectory(file)) {
      throw new PamiException("not a model but a folder: " + file);
    }
    try {
      return of(file.getFileName().toString(), Files.readAllBytes(file), options);
    } catch (IOException e) {
      throw new PamiException("model can't be read: " + file + " (" + e.getMessage() + ")", e);
    } catch (OutOfMemoryError e) {
      throw new PamiException(
          "model does not fit into memory: " + file + "; give Java more with -Xmx", e);
    }
  }

  /**
   * Opens a model from memory.
   *
   * @param name for messages and records
   * @param bytes of the ONNX file
   * @throws PamiException if that is no ONNX model, or has no such input or output
   */
  public static OnnxModel of(String name, byte[] bytes, OnnxOptions options) {
    return new OnnxModel(name, bytes, options);
  }

  private static OrtSession open(
      OrtEnvironment environment, String name, byte[] bytes, OnnxOptions options) {
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      settings.setIntraOpNumThreads(options.threadsPerCall());
      settings.setInterOpNumThreads(1);
      return environment.createSession(bytes, settings);
    } catch (OrtException e) {
      throw new PamiException(
          "not an ONNX model that can be run: %s (%s)".formatted(name, e.getMessage()), e);
    }
  }

  private ai.pami.model.TensorInfo chooseInput(OnnxOptions options) throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    if (options.input().isEmpty() && inputs.size() != 1) {
      throw new PamiException(
          "%s has %d inputs, %s: only models of one input can be explained so far"
              .formatted(name, inputs.size(), names(inputs.keySet())));
    }
    String wanted = options.input().orElse(inputs.keySet().iterator().next());
    NodeInfo node = inputs.get(wanted);
    if (node == null) {
      throw new PamiException(
          "%s has no input '%s': it has %s".formatted(name, wanted, names(inputs.keySet())));
    }
    if (inputs.size() > 1) {
      throw new PamiException(
          "%s needs %s besides '%s': only models of one input can be explained so far"
              .formatted(
                  name,
                  names(inputs.keySet().stream().filter(i -> !i.equals(wanted)).toList()),
                  wanted));
    }
    return describe(node);
  }

  private ai.pami.model.TensorInfo chooseOutput(OnnxOptions options) throws OrtException {
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    List<String> names = new ArrayList<>(outputs.keySet());
    if (names.isEmpty()) {
      throw new PamiException(name + " has no output: there is nothing to explain");
    }
    String wanted = options.output().orElse(names.get(0));
    NodeInfo node = outputs.get(wanted);
    if (node == null && wanted.matches("\\d{1,6}") && Integer.parseInt(wanted) < names.size()) {
      node = outputs.get(names.get(Integer.parseInt(wanted)));
    }
    if (node == null) {
      throw new PamiException(
          "%s has no output '%s': it has %s, numbered from 0"
              .formatted(name, wanted, names(names)));
    }
    if (!(node.getInfo() instanceof TensorInfo tensor) || !OnnxBatch.canRead(tensor.type)) {
      throw new PamiException(
          "%s: output '%s' holds no scores but %s; choose another of %s"
              .formatted(name, node.getName(), node.getInfo(), names(names)));
    }
    return describe(node);
  }

  private static String names(Collection<String> names) {
    return names.stream().map(n -> "'" + n + "'").collect(Collectors.joining(", "));
  }

  private static ai.pami.model.TensorInfo describe(NodeInfo node) {
    if (!(node.getInfo() instanceof TensorInfo tensor)) {
      return new ai.pami.model.TensorInfo(node.getName(), ElementType.OTHER, List.of());
    }
    ElementType type =
        switch (tensor.type) {
          case FLOAT -> ElementType.FLOAT32;
          case FLOAT16 -> ElementType.FLOAT16;
          case UINT8 -> ElementType.UINT8;
          default -> ElementType.OTHER;
        };
    return new ai.pami.model.TensorInfo(
        node.getName(),
        type,
        Arrays.stream(tensor.getShape()).mapToObj(extent -> (int) Math.max(-1, extent)).toList());
  }

  private Map<String, String> provenance(byte[] bytes) {
    Map<String, String> record = new LinkedHashMap<>();
    record.put("model", name);
    record.put("model_sha256", sha256(bytes));
    record.put("model_output", output.name());
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

  @Override
  public String name() {
    return name;
  }

  @Override
  public ai.pami.model.TensorInfo input() {
    return input;
  }

  @Override
  public ai.pami.model.TensorInfo output() {
    return output;
  }

  @Override
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public Map<String, String> provenance() {
    return provenance;
  }

  @Override
  public Model<ByteBuffer> shaped(int... inputShape) {
    List<Integer> accepted = input.shape();
    boolean fits = input.type() != ElementType.OTHER && accepted.size() == inputShape.length + 1;
    for (int axis = 0; fits && axis < inputShape.length; axis++) {
      int extent = accepted.get(axis + 1);
      fits =
          extent == ai.pami.model.TensorInfo.FREE
              ? inputShape[axis] > 0
              : extent == inputShape[axis];
    }
    if (!fits) {
      throw new PamiException(
          "%s: the input %s can't take %s".formatted(name, input, Arrays.toString(inputShape)));
    }
    return new ShapedOnnxModel(this, inputShape);
  }

  OrtEnvironment environment() {
    return environment;
  }

  /**
   * Runs the session, which is not closed meanwhile: that would end the whole process.
   *
   * @param asked outputs that the runtime makes
   * @param pinned outputs written into memory of the caller's
   * @throws IllegalStateException if the model has been closed
   */
  OrtSession.Result run(
      OnnxTensor tensor,
      Set<String> asked,
      Map<String, OnnxTensor> pinned,
      OrtSession.RunOptions runOptions)
      throws OrtException {
    life.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(name + " is closed");
      }
      return session.run(Map.of(input.name(), tensor), asked, pinned, runOptions);
    } finally {
      life.readLock().unlock();
    }
  }

  OnnxJavaType javaType() {
    return switch (input.type()) {
      case FLOAT32 -> OnnxJavaType.FLOAT;
      case FLOAT16 -> OnnxJavaType.FLOAT16;
      case UINT8 -> OnnxJavaType.UINT8;
      case OTHER -> OnnxJavaType.UNKNOWN;
    };
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

  @Override
  public String toString() {
    return name;
  }
}
