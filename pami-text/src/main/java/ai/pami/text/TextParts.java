package ai.pami.text;

import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.domain.Regions;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.FilteredBreakIteratorBuilder;
import com.ibm.icu.util.ULocale;
import java.util.Locale;
import java.util.function.Function;

/** A text's sentences or phrases: every element lies in one of them. */
public final class TextParts implements Partitioner<Passage> {
  /** Longer phrases are halved. */
  private static final int LONGEST_PHRASE = 8;

  private final String name;
  private final Function<Passage, int[]> labels;

  private TextParts(String name, Function<Passage, int[]> labels) {
    this.name = name;
    this.labels = labels;
  }

  /**
   * Sentences by Unicode's rules (UAX #29) and a language's list of abbreviations after which none
   * begins ({@code Mr.}).
   */
  public static TextParts sentences(Locale locale) {
    BreakIterator iterator =
        FilteredBreakIteratorBuilder.getInstance(ULocale.forLocale(locale))
            .wrapIteratorWithFilter(BreakIterator.getSentenceInstance(locale));
    return new TextParts("sentences", passage -> sentences(passage, iterator.clone()));
  }

  /** What lies between punctuation marks; what is longer than eight elements is halved. */
  public static TextParts phrases() {
    return new TextParts("phrases", TextParts::phrases);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Regions partition(Passage passage) {
    return Partition.of(passage.domain(), labels.apply(passage));
  }

  private static int[] sentences(Passage passage, BreakIterator sentences) {
    sentences.setText(passage.text());
    int[] labels = new int[passage.size()];
    int end = sentences.first();
    int sentence = 0;
    for (int i = 0; i < labels.length; i++) {
      while (end != BreakIterator.DONE && passage.elements().get(i).start() >= end) {
        end = sentences.next();
        sentence++;
      }
      labels[i] = sentence;
    }
    return labels;
  }

  private static int[] phrases(Passage passage) {
    int[] labels = new int[passage.size()];
    int from = 0;
    for (int i = 1; i <= labels.length; i++) {
      if (i == labels.length || (isMark(passage.element(i - 1)) && !isMark(passage.element(i)))) {
        halve(labels, from, i);
        from = i;
      }
    }
    return labels;
  }

  private static void halve(int[] labels, int from, int to) {
    if (to - from > LONGEST_PHRASE) {
      int middle = (from + to) >>> 1;
      halve(labels, from, middle);
      halve(labels, middle, to);
      return;
    }
    for (int i = from; i < to; i++) {
      labels[i] = from;
    }
  }

  private static boolean isMark(String element) {
    return element.codePoints().noneMatch(Character::isLetterOrDigit);
  }
}
