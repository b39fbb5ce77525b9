package ai.pami.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.pami.PamiException;
import ai.pami.model.ElementType;
import ai.pami.model.Tensor;
import ai.pami.model.TensorFunction;
import ai.pami.model.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX model of any number of named tensors: transformers that read tokens, models of several
 * inputs. Thread-safe until closed.
 *
 * <pre>{@code
 * try (OnnxFunction model = OnnxFunction.open(Path.of("minilm.onnx"))) {
 *   Tensor hidden = model.run(Map.of("input_ids", ids, ...), "last_hidden_state");
 * }
 * }</pre>
 */
public final class OnnxFunction implements TensorFunction {
  private final OnnxSession session;
  private final List<TensorInfo> inputs;
  private final List<TensorInfo> outputs;

  private OnnxFunction(OnnxSession session) {
    this.session = session;
    this.inputs = session.inputs().values().stream().map(OnnxFunction::describe).toList();
    this.outputs = session.outputs().stream().map(OnnxAnswer::describe).toList();
  }

  /** As tensors are given: doubles as single precision, truths as whole numbers. */
  private static TensorInfo describe(NodeInfo input) {
    TensorInfo own = OnnxSession.describe(input);
    return switch (javaType(input)) {
      case DOUBLE -> new TensorInfo(own.name(), ElementType.FLOAT32, own.shape());
      case BOOL -> new TensorInfo(own.name(), ElementType.INT64, own.shape());
      default -> own;
    };
  }

  private static OnnxJavaType javaType(NodeInfo input) {
    return input.getInfo() instanceof ai.onnxruntime.TensorInfo tensor
        ? tensor.type
        : OnnxJavaType.UNKNOWN;
  }

  /**
   * Opens a model file, with one thread of the runtime's a call.
   *
   * @throws PamiException if the file can't be read or is no ONNX model
   */
  public static OnnxFunction open(Path file) {
    return of(file.getFileName().toString(), OnnxSession.read(file));
  }

  /**
   * Opens a model from memory.
   *
   * @param name for messages and records
   * @param bytes of the ONNX file
   * @throws PamiException if that is no ONNX model
   */
  public static OnnxFunction of(String name, byte[] bytes) {
    return new OnnxFunction(new OnnxSession(name, bytes, 1));
  }

  @Override
  public String name() {
    return session.name();
  }

  @Override
  public List<TensorInfo> inputs() {
    return inputs;
  }

  @Override
  public List<TensorInfo> outputs() {
    return outputs;
  }

  @Override
  public Map<String, String> provenance() {
    return session.provenance("");
  }

  @Override
  public Tensor run(Map<String, Tensor> given, String output) {
    requireInputs(given);
    String wanted = session.output(output).getName();
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
      // What goes wrong is thrown; the runtime need not print it as well.
      options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      for (TensorInfo input : inputs) {
        tensors.put(input.name(), tensor(input, given.get(input.name())));
      }
      try (OrtSession.Result result = session.run(tensors, Set.of(wanted), Map.of(), options)) {
        return OnnxAnswer.read(result.get(0), "%s: output '%s'".formatted(name(), wanted));
      }
    } catch (OrtException e) {
      throw session.failure(e);
    } finally {
      tensors.values().forEach(OnnxTensorLike::close);
    }
  }

  private void requireInputs(Map<String, Tensor> given) {
    List<String> needed = inputs.stream().map(TensorInfo::name).toList();
    List<String> missing = needed.stream().filter(name -> !given.containsKey(name)).toList();
    List<String> unknown = given.keySet().stream().filter(name -> !needed.contains(name)).toList();
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw new PamiException(
          "%s needs the inputs %s, but was given %s"
              .formatted(name(), OnnxSession.names(needed), OnnxSession.names(given.keySet())));
    }
  }

  private OnnxTensor tensor(TensorInfo input, Tensor given) throws OrtException {
    boolean narrow = input.type() == ElementType.INT32 && given.type() == ElementType.INT64;
    if (input.type() != given.type() && !narrow) {
      throw new PamiException("%s: the input %s can't take %s".formatted(name(), input, given));
    }
    long[] shape = Arrays.stream(given.shape()).asLongStream().toArray();
    var environment = session.environment();
    return switch (javaType(session.inputs().get(input.name()))) {
      case FLOAT -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(given.floats()), shape);
      case DOUBLE ->
          OnnxTensor.createTensor(environment, DoubleBuffer.wrap(doubles(given.floats())), shape);
      case INT64 -> OnnxTensor.createTensor(environment, LongBuffer.wrap(given.longs()), shape);
      case INT32 ->
          OnnxTensor.createTensor(environment, IntBuffer.wrap(ints(input, given.longs())), shape);
      case BOOL ->
          OnnxTensor.createTensor(
              environment, truths(input, given.longs()), shape, OnnxJavaType.BOOL);
      case STRING -> OnnxTensor.createTensor(environment, given.strings(), shape);
      default -> throw new IllegalArgumentException("a tensor of " + given.type());
    };
  }

  /** By way of the decimal number that was meant: 0.1 as a float is not 0.1 as a double. */
  private static double[] doubles(float[] numbers) {
    double[] doubles = new double[numbers.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = Double.parseDouble(Float.toString(numbers[i]));
    }
    return doubles;
  }

  private ByteBuffer truths(TensorInfo input, long[] numbers) {
    ByteBuffer truths = ByteBuffer.allocateDirect(numbers.length);
    for (long number : numbers) {
      if (number != 0 && number != 1) {
        throw new PamiException(
            "%s: the input '%s' is true (1) or false (0), not %d"
                .formatted(name(), input.name(), number));
      }
      truths.put((byte) number);
    }
    return truths.flip();
  }

  private int[] ints(TensorInfo input, long[] numbers) {
    for (long number : numbers) {
      if (number != (int) number) {
        throw new PamiException("%s: the input %s can't take %d".formatted(name(), input, number));
      }
    }
    return Arrays.stream(numbers).mapToInt(number -> (int) number).toArray();
  }

  @Override
  public void close() {
    session.close();
  }

  @Override
  public String toString() {
    return name();
  }
}
