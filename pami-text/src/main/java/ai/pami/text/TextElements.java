package ai.pami.text;

import java.util.List;

/**
 * What a text's elements are: the smallest parts that can be kept or hidden. Words unless said
 * otherwise; characters or a tokeniser's pieces where they are what counts.
 *
 * @see Words
 * @see Characters
 * @see Tokenizer#pieces()
 */
public interface TextElements {
  /** For records: {@code words}. */
  String name();

  /**
   * The elements of a text, in order, none touching into another. What lies between two of them
   * (blanks) belongs to neither.
   */
  List<Span> of(String text);
}
