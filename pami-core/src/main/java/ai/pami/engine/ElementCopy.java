package ai.pami.engine;

import java.util.BitSet;

/**
 * A copy in the making of an input whose elements are there or not.
 *
 * @param <X> what the model takes
 * @see ElementComposer
 */
public final class ElementCopy<X> {
  private ElementComposer<X> composer;
  private final BitSet shown = new BitSet();

  void become(ElementComposer<X> composer, boolean all) {
    this.composer = composer;
    shown.clear();
    show(0, composer.domain().size(), all);
  }

  void show(int from, int to, boolean visible) {
    shown.set(from, to, visible);
  }

  /** What the model is given for it now. */
  public X input() {
    return composer.input((BitSet) shown.clone());
  }
}
