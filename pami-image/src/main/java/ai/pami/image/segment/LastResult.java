package ai.pami.image.segment;

import ai.pami.image.picture.Picture;
import java.util.function.Function;

/**
 * Remembers what was computed for the picture last seen, so that partitioners that differ in one
 * parameter share the work before it. Thread-safe.
 */
final class LastResult<T> {
  private final Function<Picture, T> compute;
  private Picture picture;
  private T result;

  LastResult(Function<Picture, T> compute) {
    this.compute = compute;
  }

  @SuppressWarnings("ReferenceEquality") // an equal picture would only cost the work again
  synchronized T of(Picture picture) {
    if (this.picture != picture) {
      result = compute.apply(picture);
      this.picture = picture;
    }
    return result;
  }
}
