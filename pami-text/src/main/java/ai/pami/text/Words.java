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
    int start = words.first();
    for (int end = words.next(); end != BreakIterator.DONE; start = end, end = words.next()) {
      if (text.substring(start, end).isBlank()) {
        continue;
      }
      Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
      boolean mark = words.getRuleStatus() < BreakIterator.WORD_NONE_LIMIT;
      if (mark && last != null && last.end() == start && repeats(text, last, start, end)) {
        spans.set(spans.size() - 1, new Span(last.start(), end));
      } else {
        spans.add(new Span(start, end));
      }
    }
    return List.copyOf(spans);
  }

  /** Whether a mark is the one before it once more. */
  private static boolean repeats(String text, Span last, int start, int end) {
    int length = end - start;
    return last.end() - last.start() >= length
        && text.regionMatches(last.end() - length, text, start, length);
  }
}
