package ai.pami.image.segment;

import ai.pami.image.picture.Picture;
import java.util.function.Function;

/**
 * Remembers what was computed for the picture last seen, so that whoever asks for the same shares
 * the work, such as partitioners that differ in one parameter. Thread-safe: it is computed by who
 * asks first, others wait. What fails is tried again by the next.
 */
public final class LastResult<T> {
  private final Function<Picture, T> compute;
  private Picture picture;
  private T result;

  public LastResult(Function<Picture, T> compute) {
    this.compute = compute;
  }

  @SuppressWarnings("ReferenceEquality") // an equal picture would only cost the work again
  public synchronized T of(Picture picture) {
    if (this.picture != picture) {
      result = compute.apply(picture);
      this.picture = picture;
    }
    return result;
  }
}
