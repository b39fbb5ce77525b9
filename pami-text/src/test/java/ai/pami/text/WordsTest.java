package ai.pami.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  /** A mother, a father and a girl, one emoji of five code points. */
  private static final String FAMILY = "\uD83D\uDC69\u200D\uD83D\uDC68\u200D\uD83D\uDC67";

  private static final String GIRL = "\uD83D\uDC67";
  private static final String FLAG = "\uD83C\uDDE9\uD83C\uDDEA";
  private static final String DARK_THUMB = "\uD83D\uDC4D\uD83C\uDFFF";
  private static final String KEYCAP = "1\uFE0F\u20E3";

  private static List<String> words(String text) {
    return Words.ofAnyLanguage().of(text).stream().map(span -> span.of(text)).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "It's a gorgeous, witty movie.|It's a gorgeous , witty movie .",
        "I don’t like it, isn't it?!|I don’t like it , isn't it ? !",
        "Well... no!!! Really -- no|Well ... no !!! Really -- no",
        "It costs $5,000.50 (3.14 %)|It costs $ 5,000.50 ( 3.14 % )",
        "a well-made film|a well - made film",
        "  blanks \t around  |blanks around",
        "?|?"
      })
  void englishWordsKeepTheirApostrophesAndMarksStandAlone(String text, String expected) {
    assertThat(words(text)).containsExactly(expected.split(" "));
  }

  /** Only equal marks that touch are one. */
  @Test
  void aRunOfOneMarkIsOneElement() {
    assertThat(words("wow!!!!")).containsExactly("wow", "!!!!");
    assertThat(words("wow!! !!")).containsExactly("wow", "!!", "!!");
    assertThat(words("wow?!?!")).containsExactly("wow", "?", "!", "?", "!");
    assertThat(words("....a....")).containsExactly("....", "a", "....");
  }

  @Test
  void scriptsWithoutBlanksAreCutByTheirDictionaries() {
    assertThat(words("我喜欢这部电影。")).containsSubsequence("我", "喜欢", "电影", "。");
    assertThat(words("私は映画が大好きです。")).containsSubsequence("私", "は", "映画", "が").endsWith("。");
    assertThat(words("ฉันชอบภาพยนตร์เรื่องนี้")).containsSubsequence("ฉัน", "ชอบ", "ภาพยนตร์");
  }

  @Test
  void scriptsOfAnyDirectionAreCutAtBlanks() {
    assertThat(words("أحب هذا الفيلم!")).containsExactly("أحب", "هذا", "الفيلم", "!");
    assertThat(words("אני אוהב את הסרט.")).containsExactly("אני", "אוהב", "את", "הסרט", ".");
    assertThat(words("Der Film war großartig, übermäßig gut!"))
        .containsExactly("Der", "Film", "war", "großartig", ",", "übermäßig", "gut", "!");
    assertThat(words("मुझे यह फ़िल्म पसंद है।"))
        .containsExactly("मुझे", "यह", "फ़िल्म", "पसंद", "है", "।");
  }

  @ParameterizedTest
  @ValueSource(strings = {FAMILY, GIRL, FLAG, DARK_THUMB, KEYCAP, "cafe\u0301", "\u2764\uFE0F"})
  void whatPeopleSeeAsOneIsNeverSplit(String one) {
    assertThat(words(one)).containsExactly(one);
    assertThat(words("so " + one + " fine")).containsExactly("so", one, "fine");
    assertThat(words(one + ".")).containsExactly(one, ".");
  }

  @Test
  void emojiInARowAreElementsOfTheirOwnUnlessTheyAreEqual() {
    assertThat(words(FAMILY + GIRL)).containsExactly(FAMILY, GIRL);
    assertThat(words(GIRL + FAMILY)).containsExactly(GIRL, FAMILY);
    assertThat(words(DARK_THUMB + FLAG + GIRL)).containsExactly(DARK_THUMB, FLAG, GIRL);
    assertThat(words(FLAG + FLAG)).containsExactly(FLAG + FLAG);
    assertThat(words(GIRL + GIRL + GIRL)).containsExactly(GIRL + GIRL + GIRL);
  }

  /** No-break spaces, byte-order marks and marks of direction. */
  @ParameterizedTest
  @ValueSource(strings = {"\u00A0", "\u202F", "\u3000", "\u200B", "\uFEFF", "\u200F", " \u200E "})
  void whatCantBeSeenIsNoElement(String blank) {
    assertThat(words(blank)).isEmpty();
    assertThat(words(blank + "good " + blank + " film"))
        .allSatisfy(word -> assertThat(word).containsAnyOf("good", "film"))
        .hasSize(2);
    assertThat(new Characters().of(blank)).isEmpty();
  }

  /** Texts of anything: elements are in order and whole, and between them is nothing to be seen. */
  @Test
  void everyVisibleCharacterLiesInExactlyOneElement() {
    String[] pool = {
      "good",
      "it's",
      " ",
      "  ",
      "\n",
      "!",
      "...",
      ",",
      FAMILY,
      GIRL,
      FLAG,
      DARK_THUMB,
      "e\u0301",
      "한국어",
      "हिन्दी",
      "שלום",
      "مرحبا",
      "映画",
      "3.5",
      "-",
      "\u00A0",
      "\u200F",
      "_",
      "@",
      "\uD835\uDD38"
    };
    SplittableRandom random = new SplittableRandom(5);
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    for (int run = 0; run < 500; run++) {
      StringBuilder made = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        made.append(pool[random.nextInt(pool.length)]);
      }
      String text = made.toString();
      characters.setText(text);
      int end = 0;
      for (Span span : Words.ofAnyLanguage().of(text)) {
        assertThat(text.substring(end, span.start())).matches("[\\s\u00A0\u200F]*");
        assertThat(span.of(text)).doesNotContainPattern("^[\\s\u00A0]|[\\s\u00A0]$");
        assertThat(characters.isBoundary(span.start()) && characters.isBoundary(span.end()))
            .as("elements of '%s'", text)
            .isTrue();
        end = span.end();
      }
      assertThat(text.substring(end)).matches("[\\s\u00A0\u200F]*");
    }
  }

  @Test
  void oneInstanceServesSeveralThreads() throws InterruptedException {
    Words words = Words.of(Locale.ENGLISH);
    ConcurrentLinkedQueue<List<Span>> wrong = new ConcurrentLinkedQueue<>();
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      String text = "it's fine, ".repeat(3 + t);
      List<Span> alone = Words.of(Locale.ENGLISH).of(text);
      threads[t] =
          new Thread(
              () -> {
                for (int i = 0; i < 300; i++) {
                  List<Span> found = words.of(text);
                  if (!found.equals(alone)) {
                    wrong.add(found);
                  }
                }
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(wrong).isEmpty();
  }
}
