package ai.pami.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CharactersTest {
  private static final String FAMILY = "\uD83D\uDC69\u200D\uD83D\uDC68\u200D\uD83D\uDC67";

  private static List<String> characters(String text) {
    return new Characters().of(text).stream().map(span -> span.of(text)).toList();
  }

  @Test
  void everyCharacterAsPeopleSeeItIsAnElementAndBlanksAreNone() {
    assertThat(characters("ab c\n")).containsExactly("a", "b", "c");
    assertThat(characters("我喜欢")).containsExactly("我", "喜", "欢");
    assertThat(characters(" \t\n")).isEmpty();
  }

  @Test
  void accentsAndEmojiSequencesAreNotSplit() {
    assertThat(characters("cafe\u0301!")).containsExactly("c", "a", "f", "e\u0301", "!");
    assertThat(characters("a" + FAMILY + FAMILY)).containsExactly("a", FAMILY, FAMILY);
    assertThat(characters("\uD83C\uDDE9\uD83C\uDDEA\uD83D\uDC4D\uD83C\uDFFF"))
        .containsExactly("\uD83C\uDDE9\uD83C\uDDEA", "\uD83D\uDC4D\uD83C\uDFFF");
    assertThat(characters("한\u1100\u1161")).containsExactly("한", "\u1100\u1161");
  }
}
