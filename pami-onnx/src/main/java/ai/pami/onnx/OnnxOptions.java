package ai.pami.onnx;

import java.util.List;
import java.util.Optional;

/**
 * How an ONNX model is opened.
 *
 * @param input the input's name, or empty to take the only one
 * @param outputs the outputs' names or their numbers from 0, or none to take the first that holds
 *     scores. Several are the heads of one answer, see {@link ai.pami.model.Output#heads()}
 * @param threadsPerCall threads of the runtime inside one call. With one, several calls at a time
 *     use the processors best, which is what the engine does; more only pays for a single large
 *     call
 */
public record OnnxOptions(Optional<String> input, List<String> outputs, int threadsPerCall) {
  public OnnxOptions {
    outputs = List.copyOf(outputs);
    if (threadsPerCall < 1) {
      throw new IllegalArgumentException("threads a call must be at least 1: " + threadsPerCall);
    }
  }

  /** The only input, the first output that holds scores, one thread a call. */
  public static OnnxOptions defaults() {
    return new OnnxOptions(Optional.empty(), List.of(), 1);
  }

  public OnnxOptions withInput(String name) {
    return new OnnxOptions(Optional.of(name), outputs, threadsPerCall);
  }

  /** The output of this name, or of this number from 0. */
  public OnnxOptions withOutput(String nameOrNumber) {
    return withOutputs(List.of(nameOrNumber));
  }

  /** Several outputs, explained together as heads of one answer, in this order. */
  public OnnxOptions withOutputs(List<String> namesOrNumbers) {
    return new OnnxOptions(input, namesOrNumbers, threadsPerCall);
  }

  public OnnxOptions withThreadsPerCall(int threads) {
    return new OnnxOptions(input, outputs, threads);
  }
}
