package ai.pami.question;

import ai.pami.domain.Partition;
import java.util.BitSet;
import java.util.Objects;
import java.util.function.Function;

/**
 * One of several inputs that a model takes together: a picture beside a question, a row beside a
 * scan. It is cut into parts, which are shown or hidden as a whole.
 *
 * @param <X> what the model takes
 * @param name in records: {@code question}
 * @param parts over the input's own elements
 * @param copy makes what the model is given of the set of parts that are shown, by their index; the
 *     others show the background. Called by several threads, with a set of its own each time
 */
public record JointInput<X>(String name, Partition parts, Function<BitSet, X> copy) {
  public JointInput {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(parts, "parts");
    Objects.requireNonNull(copy, "copy");
  }
}
