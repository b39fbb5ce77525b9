package ai.pami.image;

/** How the axes of an image tensor are ordered. */
public enum Layout {
  /** Batch, channels, height, width. */
  NCHW,
  /** Batch, height, width, channels. */
  NHWC;

  int channelAxis() {
    return this == NCHW ? 1 : 3;
  }

  int heightAxis() {
    return this == NCHW ? 2 : 1;
  }

  int widthAxis() {
    return this == NCHW ? 3 : 2;
  }

  /**
   * The layout of the given name, in any case.
   *
   * @throws IllegalArgumentException if there is none, naming the choices
   */
  public static Layout named(String name) {
    for (Layout layout : values()) {
      if (layout.name().equalsIgnoreCase(name)) {
        return layout;
      }
    }
    throw new IllegalArgumentException("no layout '" + name + "': choose NCHW or NHWC");
  }
}
