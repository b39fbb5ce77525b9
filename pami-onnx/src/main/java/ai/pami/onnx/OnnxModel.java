package ai.pami.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.pami.PamiException;
import ai.pami.model.Model;
import ai.pami.model.TensorInfo;
import ai.pami.model.TensorModel;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An ONNX model with one tensor input of float32, float16 or uint8 numbers and any outputs, of
 * which one is explained, or several as heads of one answer. Thread-safe until closed. For models
 * of several inputs, or of tokens, see {@link OnnxFunction}.
 *
 * <pre>{@code
 * try (OnnxModel model = OnnxModel.open(Path.of("squeezenet1.1.onnx"))) { ... }
 * }</pre>
 */
public final class OnnxModel implements TensorModel {
  private final OnnxSession session;
  private final TensorInfo input;
  private final List<TensorInfo> outputs;

  private OnnxModel(String name, byte[] bytes, OnnxOptions options) {
    this.session = new OnnxSession(name, bytes, options.threadsPerCall());
    try {
      this.input = chooseInput(options);
      this.outputs = chooseOutputs(options);
    } catch (RuntimeException e) {
      session.close();
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
    return of(file.getFileName().toString(), OnnxSession.read(file), options);
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

  private TensorInfo chooseInput(OnnxOptions options) {
    Map<String, NodeInfo> inputs = session.inputs();
    if (options.input().isEmpty() && inputs.size() != 1) {
      throw new PamiException(
          "%s has %d inputs, %s: only models of one input can be explained so far"
              .formatted(name(), inputs.size(), OnnxSession.names(inputs.keySet())));
    }
    String wanted = options.input().orElse(inputs.keySet().iterator().next());
    NodeInfo node = inputs.get(wanted);
    if (node == null) {
      throw new PamiException(
          "%s has no input '%s': it has %s"
              .formatted(name(), wanted, OnnxSession.names(inputs.keySet())));
    }
    if (inputs.size() > 1) {
      throw new PamiException(
          "%s needs %s besides '%s': only models of one input can be explained so far"
              .formatted(
                  name(),
                  OnnxSession.names(
                      inputs.keySet().stream().filter(i -> !i.equals(wanted)).toList()),
                  wanted));
    }
    return OnnxSession.describe(node);
  }

  private List<TensorInfo> chooseOutputs(OnnxOptions options) {
    List<String> names = session.outputNames();
    if (names.isEmpty()) {
      throw new PamiException(name() + " has no output: there is nothing to explain");
    }
    List<String> wanted =
        options.outputs().isEmpty() ? List.of(session.firstScores()) : options.outputs();
    List<TensorInfo> chosen =
        wanted.stream().map(one -> OnnxAnswer.describe(session.output(one))).toList();
    if (Set.copyOf(chosen).size() < chosen.size()) {
      throw new PamiException(
          "%s: an output is named twice among %s".formatted(name(), String.join(", ", wanted)));
    }
    return chosen;
  }

  @Override
  public String name() {
    return session.name();
  }

  @Override
  public TensorInfo input() {
    return input;
  }

  @Override
  public TensorInfo output() {
    return outputs.get(0);
  }

  /** The output tensors that are explained together, batch axis first; mostly one. */
  public List<TensorInfo> outputs() {
    return outputs;
  }

  @Override
  public Map<String, String> metadata() {
    return session.metadata();
  }

  @Override
  public Map<String, String> provenance() {
    return session.provenance(
        outputs.stream().map(TensorInfo::name).collect(Collectors.joining(", ")));
  }

  @Override
  public Model<ByteBuffer> shaped(int... inputShape) {
    List<Integer> accepted = input.shape();
    boolean fits = input.type().isFraction() && accepted.size() == inputShape.length + 1;
    for (int axis = 0; fits && axis < inputShape.length; axis++) {
      int extent = accepted.get(axis + 1);
      fits = extent == TensorInfo.FREE ? inputShape[axis] > 0 : extent == inputShape[axis];
    }
    if (!fits) {
      throw new PamiException(
          "%s: the input %s can't take %s".formatted(name(), input, Arrays.toString(inputShape)));
    }
    return new ShapedOnnxModel(this, inputShape);
  }

  OrtEnvironment environment() {
    return session.environment();
  }

  /** Runs the session; see {@link OnnxSession#run}. */
  OrtSession.Result run(
      OnnxTensor tensor,
      Set<String> asked,
      Map<String, OnnxTensor> pinned,
      OrtSession.RunOptions runOptions)
      throws OrtException {
    return session.run(Map.of(input.name(), tensor), asked, pinned, runOptions);
  }

  OnnxJavaType javaType() {
    return switch (input.type()) {
      case FLOAT32 -> OnnxJavaType.FLOAT;
      case FLOAT16 -> OnnxJavaType.FLOAT16;
      case UINT8 -> OnnxJavaType.UINT8;
      case INT64, INT32, STRING, OTHER -> OnnxJavaType.UNKNOWN;
    };
  }

  /** Frees the model once no run is under way; the second time does nothing. */
  @Override
  public void close() {
    session.close();
  }

  @Override
  public String toString() {
    return name();
  }
}
