package ai.pami.engine;

/** Where an element of a masked copy comes from. */
public enum Source {
  /** The input that is explained. */
  INPUT,
  /** What hidden elements show instead. */
  BACKGROUND;

  /** Input for background and background for input. */
  public Source other() {
    return this == INPUT ? BACKGROUND : INPUT;
  }
}
