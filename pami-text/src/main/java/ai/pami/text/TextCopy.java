package ai.pami.text;

import java.util.BitSet;

/** A copy of a passage in the making: which of its elements are shown. */
public final class TextCopy {
  private TextComposer composer;
  private final BitSet shown = new BitSet();

  void become(TextComposer composer, boolean all) {
    this.composer = composer;
    shown.clear();
    show(0, composer.passage().size(), all);
  }

  void show(int from, int to, boolean visible) {
    shown.set(from, to, visible);
  }

  /** What it shows now. */
  MaskedText masked() {
    return new MaskedText(composer.passage(), composer.background(), (BitSet) shown.clone());
  }
}
