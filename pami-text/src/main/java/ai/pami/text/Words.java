package ai.pami.text;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words by Unicode's rules (UAX #29), with dictionaries where a script writes no blanks: Chinese,
 * Japanese, Thai, Khmer, Lao, Burmese. Punctuation marks are elements of their own, as they carry
 * meaning too; a run of one mark is one.
 */
public final class Words implements TextElements {
  private final BreakIterator iterator;

  private Words(Locale locale) {
    this.iterator = BreakIterator.getWordInstance(locale);
  }

  /** Words of any language. */
  public static Words ofAnyLanguage() {
    return new Words(Locale.ROOT);
  }

  /** Words by a language's own rules, where it has any. */
  public static Words of(Locale locale) {
    return new Words(locale);
  }

  @Override
  public String name() {
    return "words";
  }

  @Override
  public List<Span> of(String text) {
    BreakIterator words = iterator.clone(); // the iterator keeps the place it is at
    words.setText(text);
    List<Span> spans = new ArrayList<>();
    int before = 0;
    int start = words.first();
    for (int end = words.next(); end != BreakIterator.DONE; end = words.next()) {
      if (!Blank.is(text, start, end)) {
        boolean mark = words.getRuleStatus() < BreakIterator.WORD_NONE_LIMIT;
        if (mark && text.substring(before, start).equals(text.substring(start, end))) {
          int last = spans.size() - 1; // the same mark once more
          spans.set(last, new Span(spans.get(last).start(), end));
        } else {
          spans.add(new Span(start, end));
        }
      }
      before = start;
      start = end;
    }
    return List.copyOf(spans);
  }
}
