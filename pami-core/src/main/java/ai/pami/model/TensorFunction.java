package ai.pami.model;

import ai.pami.PamiException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A model that reads any number of named tensors and answers with named tensors: transformers,
 * models of several inputs. Thread-safe until closed.
 */
public interface TensorFunction extends AutoCloseable {
  /** For messages and records, usually the file's name. */
  String name();

  /** The tensors it must be given. */
  List<TensorInfo> inputs();

  /** The tensors it can answer with. */
  List<TensorInfo> outputs();

  /**
   * The first output that holds fractions: what a classifier's label stands before.
   *
   * @throws PamiException if none does, naming those there are
   */
  default TensorInfo scores() {
    return outputs().stream()
        .filter(output -> output.type().isFraction())
        .findFirst()
        .orElseThrow(
            () ->
                new PamiException(
                    "%s has no output of scores, only %s: export the model with its probabilities or decision values"
                        .formatted(
                            name(),
                            outputs().stream()
                                .map(TensorInfo::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /** What identifies this model in a record: file, SHA-256, runtime and its version. */
  Map<String, String> provenance();

  /**
   * Runs the model.
   *
   * @param inputs a tensor for each of {@link #inputs()}
   * @param output the name of the tensor wanted
   * @throws ai.pami.PamiException if a tensor is missing or of the wrong type or shape, there is no
   *     such output, or the model fails
   */
  Tensor run(Map<String, Tensor> inputs, String output);

  @Override
  void close();
}
