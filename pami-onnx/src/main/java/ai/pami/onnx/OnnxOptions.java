package ai.pami.onnx;

import java.util.Optional;

/**
 * How an ONNX model is opened.
 *
 * @param input the input's name, or empty to take the only one
 * @param output the output's name or its number from 0, or empty to take the first that holds
 *     scores
 * @param threadsPerCall threads of the runtime inside one call. With one, several calls at a time
 *     use the processors best, which is what the engine does; more only pays for a single large
 *     call
 */
public record OnnxOptions(Optional<String> input, Optional<String> output, int threadsPerCall) {
  public OnnxOptions {
    if (threadsPerCall < 1) {
      throw new IllegalArgumentException("threads a call must be at least 1: " + threadsPerCall);
    }
  }

  /** The only input, the first output of scores, one thread a call. */
  public static OnnxOptions defaults() {
    return new OnnxOptions(Optional.empty(), Optional.empty(), 1);
  }

  public OnnxOptions withInput(String name) {
    return new OnnxOptions(Optional.of(name), output, threadsPerCall);
  }

  /** The output of this name, or of this number from 0. */
  public OnnxOptions withOutput(String nameOrNumber) {
    return new OnnxOptions(input, Optional.of(nameOrNumber), threadsPerCall);
  }

  public OnnxOptions withThreadsPerCall(int threads) {
    return new OnnxOptions(input, output, threads);
  }
}
