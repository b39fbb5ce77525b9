package ai.pami.text;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Characters as people see them (grapheme clusters, UAX #29): a letter with its accents, an emoji
 * of several code points. Blanks are none.
 */
public final class Characters implements TextElements {
  private final BreakIterator iterator = BreakIterator.getCharacterInstance(Locale.ROOT);

  @Override
  public String name() {
    return "characters";
  }

  @Override
  public List<Span> of(String text) {
    BreakIterator characters = iterator.clone();
    characters.setText(text);
    List<Span> spans = new ArrayList<>();
    int start = characters.first();
    for (int end = characters.next();
        end != BreakIterator.DONE;
        start = end, end = characters.next()) {
      if (!Blank.is(text, start, end)) {
        spans.add(new Span(start, end));
      }
    }
    return List.copyOf(spans);
  }
}
