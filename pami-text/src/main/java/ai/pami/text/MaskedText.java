package ai.pami.text;

import ai.pami.engine.ElementComposer;
import java.util.BitSet;

/**
 * A passage some of whose elements are hidden.
 *
 * @param shown elements that are not; not to be changed
 */
public record MaskedText(Passage passage, TextBackground background, BitSet shown) {
  /** Makes masked copies of a passage. */
  public static ElementComposer<MaskedText> composer(Passage passage, TextBackground background) {
    return new ElementComposer<>(
        passage.domain(), shown -> new MaskedText(passage, background, shown));
  }

  /** The copy as a text; the text as it was typed where nothing is hidden. */
  public String text() {
    int size = passage.size();
    return shown.nextClearBit(0) >= size ? passage.text() : text(0, size);
  }

  /** Whether all elements of a stretch are shown, or all hidden. */
  boolean isWhole(int from, int to) {
    return shown.get(from) ? shown.nextClearBit(from) >= to : isBare(from, to);
  }

  private boolean isBare(int from, int to) {
    int next = shown.nextSetBit(from);
    return next < 0 || next >= to;
  }

  /** The elements {@code from} to {@code to}-1 of the copy as a text. */
  String text(int from, int to) {
    StringBuilder text = new StringBuilder();
    String blank = "";
    for (int i = from; i < to; i++) {
      String gap = i == from ? "" : passage.gap(i);
      if (shown.get(i)) {
        text.append(text.isEmpty() ? "" : longer(blank, gap)).append(passage.element(i));
        blank = "";
      } else if (background.replacement().isPresent()) {
        text.append(gap).append(background.replacement().get());
      } else {
        blank = text.isEmpty() ? "" : longer(blank, gap);
      }
    }
    return text.toString();
  }

  private static String longer(String a, String b) {
    return b.length() > a.length() ? b : a;
  }
}
