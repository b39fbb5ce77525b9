package ai.pami.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a model says of one of its tensors.
 *
 * @param name as the model names it
 * @param type how numbers are stored
 * @param shape the extent of every axis, batch first; {@link #FREE} where any is accepted
 */
public record TensorInfo(String name, ElementType type, List<Integer> shape) {
  /** The extent of an axis that may have any. */
  public static final int FREE = -1;

  public TensorInfo {
    shape = List.copyOf(shape);
  }

  /** For messages: {@code 'data' FLOAT32 [?, 3, 224, 224]}. */
  @Override
  public String toString() {
    return "'%s' %s %s"
        .formatted(
            name,
            type,
            shape.stream()
                .map(extent -> extent == FREE ? "?" : Integer.toString(extent))
                .collect(Collectors.joining(", ", "[", "]")));
  }
}
