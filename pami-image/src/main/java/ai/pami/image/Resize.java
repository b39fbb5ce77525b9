package ai.pami.image;

import java.util.Locale;

/** How a picture is fitted into the model's input. */
public enum Resize {
  /** Both sides to the model's, whatever the aspect ratio. */
  SQUASH,
  /** The shorter side to a given length, then the middle cut out: the margins are not seen. */
  CROP,
  /**
   * The whole picture as large as it fits, in the middle, the margins grey (114 of 255), as
   * detectors of the YOLO family see pictures.
   */
  LETTERBOX,
  /** The height to the model's, the width by the same factor: for models of free width. */
  FIT_HEIGHT;

  /**
   * The way of the given name, in any case, with - or _.
   *
   * @throws IllegalArgumentException if there is none, naming the choices
   */
  public static Resize named(String name) {
    for (Resize resize : values()) {
      if (resize.toString().equalsIgnoreCase(name.replace('_', '-'))) {
        return resize;
      }
    }
    throw new IllegalArgumentException(
        "no resize '" + name + "': choose squash, crop, letterbox or fit-height");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
