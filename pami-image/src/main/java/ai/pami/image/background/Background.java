package ai.pami.image.background;

import ai.pami.domain.Regions;
import ai.pami.image.picture.Picture;

/**
 * What hidden pixels show. Anything may serve; what carries no evidence for any class serves best.
 * Written in Java as {@code (picture, regions) -> pixels}.
 */
@FunctionalInterface
public interface Background {
  /**
   * The background for a picture.
   *
   * @param picture at the size the model sees, shifted or turned as the view has it
   * @param regions the regions that are kept or hidden over this background; only for backgrounds
   *     that {@link #followsRegions}
   * @return {@code [height][width][3]}: red, green, blue, 0..1
   */
  float[] of(Picture picture, Regions regions);

  /** What it is, with its parameters, for records. */
  default String name() {
    return "custom";
  }

  /** Whether the result depends on the regions, so that it must be made for each set of them. */
  default boolean followsRegions() {
    return false;
  }
}
