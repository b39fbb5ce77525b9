package ai.pami.image;

import java.util.List;

/** The order in which a model reads colours. */
public enum Channels {
  RGB(0, 1, 2),
  BGR(2, 1, 0),
  /** One channel: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601). */
  GREY;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<Integer> order;

  Channels(Integer... order) {
    this.order = List.of(order);
  }

  /** How many numbers a pixel has in the model's input. */
  public int count() {
    return Math.max(1, order.size());
  }

  /** The value of channel {@code c} of a pixel whose red is at {@code at}. */
  float value(float[] rgb, int at, int c) {
    return this == GREY
        ? 0.299f * rgb[at] + 0.587f * rgb[at + 1] + 0.114f * rgb[at + 2]
        : rgb[at + order.get(c)];
  }

  /**
   * The order of the given name, in any case.
   *
   * @throws IllegalArgumentException if there is none, naming the choices
   */
  public static Channels named(String name) {
    for (Channels channels : values()) {
      if (channels.name().equalsIgnoreCase(name)) {
        return channels;
      }
    }
    if (name.equalsIgnoreCase("gray")) {
      return GREY;
    }
    throw new IllegalArgumentException("no channels '" + name + "': choose RGB, BGR or GREY");
  }
}
