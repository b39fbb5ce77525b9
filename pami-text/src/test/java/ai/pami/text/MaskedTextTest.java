package ai.pami.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTextTest {
  private static final TextBackground MASK = TextBackground.word("[MASK]");

  /** A passage of which the elements marked x are shown. */
  private static MaskedText masked(String text, TextBackground background, String shown) {
    Passage passage = Passage.of(text, Words.ofAnyLanguage());
    assertThat(shown).hasSize(passage.size());
    BitSet bits = new BitSet();
    for (int i = 0; i < shown.length(); i++) {
      bits.set(i, shown.charAt(i) == 'x');
    }
    return new MaskedText(passage, background, bits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a good film|x-x|a film",
        "a good film|-xx|good film",
        "a good film|xx-|a good",
        "a good film|---|``",
        "a, good film|x-xx|a good film",
        "a, good film|xx-x|a, film",
        "a, good film|-xxx|, good film",
        "  a  good   film|x-x|a   film",
        "(so good)|xx-x|(so )",
        "好电影|x-|好"
      })
  void hiddenWordsAreLeftOutAndTheWidestBlankStays(String text, String shown, String expected) {
    assertThat(masked(text, TextBackground.deletion(), shown).text()).isEqualTo(expected);
  }

  @Test
  void aLineBreakOutlivesTheWordsBesideIt() {
    assertThat(masked("a b\n\nc d", TextBackground.deletion(), "x--x").text()).isEqualTo("a\n\nd");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a good film|x-x|a [MASK] film",
        "a good film|-xx|[MASK] good film",
        "a good, film!|xx--x|a good[MASK] [MASK]!",
        "  a film  |--|[MASK] [MASK]",
        "a  film|-x|[MASK]  film"
      })
  void everyHiddenWordGivesWayToTheReplacement(String text, String shown, String expected) {
    assertThat(masked(text, MASK, shown).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"  a good\tfilm. \n", "film", "\n\nfilm", "我喜欢 !"})
  void theUnmaskedCopyIsExactlyWhatWasTyped(String text) {
    Passage passage = Passage.of(text, Words.ofAnyLanguage());
    for (TextBackground background : List.of(TextBackground.deletion(), MASK)) {
      BitSet all = new BitSet();
      all.set(0, passage.size());
      assertThat(new MaskedText(passage, background, all).text()).isEqualTo(text);
    }
  }

  @Test
  void aStretchHasNoBlanksAroundIt() {
    MaskedText copy = masked(" a b c d e ", TextBackground.deletion(), "xx-xx");
    assertThat(copy.text(1, 4)).isEqualTo("b d");
    assertThat(copy.text(2, 3)).isEmpty();
    assertThat(copy.text(2, 5)).isEqualTo("d e");
  }

  @Test
  void aStretchIsWholeWhereAllOrNothingOfItIsShown() {
    MaskedText copy = masked("a b c d e f", TextBackground.deletion(), "xx--xx");
    assertThat(copy.isWhole(0, 2)).isTrue();
    assertThat(copy.isWhole(2, 4)).isTrue();
    assertThat(copy.isWhole(4, 6)).isTrue();
    assertThat(copy.isWhole(0, 3)).isFalse();
    assertThat(copy.isWhole(3, 5)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void aBlankReplacementIsRefused(String blank) {
    assertThatIllegalArgumentException().isThrownBy(() -> TextBackground.word(blank));
  }

  /** Whatever is shown: it occurs in order, and nothing else does but blanks. */
  @Test
  void theShownElementsOccurInOrderAndNothingElseDoes() {
    SplittableRandom random = new SplittableRandom(11);
    String[] blanks = {" ", "  ", "\n", " \t"};
    for (int run = 0; run < 400; run++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "" : " ");
      int words = 1 + random.nextInt(12);
      for (int i = 0; i < words; i++) {
        text.append(i == 0 ? "" : blanks[random.nextInt(blanks.length)]);
        text.append("w").append(i).append(random.nextInt(4) == 0 ? "," : "");
      }
      Passage passage = Passage.of(text.toString(), Words.ofAnyLanguage());
      BitSet shown = new BitSet();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < passage.size(); i++) {
        shown.set(i, random.nextBoolean());
      }
      shown.stream().mapToObj(passage::element).forEach(expected::add);
      if (shown.cardinality() == passage.size()) {
        continue; // as it was typed
      }
      String deleted = new MaskedText(passage, TextBackground.deletion(), shown).text();
      assertThat(elements(deleted)).isEqualTo(expected);
      assertThat(deleted).isEqualTo(deleted.strip());
      String replaced = new MaskedText(passage, TextBackground.word("<hidden>"), shown).text();
      assertThat(replaced.split("<hidden>", -1)).hasSize(passage.size() - expected.size() + 1);
      assertThat(elements(replaced.replace("<hidden>", " "))).isEqualTo(expected);
    }
  }

  private static List<String> elements(String text) {
    return Words.ofAnyLanguage().of(text).stream().map(span -> span.of(text)).toList();
  }
}
