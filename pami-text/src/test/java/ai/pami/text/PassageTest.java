package ai.pami.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.domain.Domain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassageTest {
  @Test
  void aPassageKnowsItsElementsAndWhatLiesBetweenThem() {
    Passage passage = Passage.of(" Oh,  well\n", Words.ofAnyLanguage());
    assertThat(passage.size()).isEqualTo(3);
    assertThat(passage.domain()).isEqualTo(Domain.of(3));
    assertThat(passage.element(0)).isEqualTo("Oh");
    assertThat(passage.element(1)).isEqualTo(",");
    assertThat(passage.element(2)).isEqualTo("well");
    assertThat(passage.gap(0)).isEqualTo(" ");
    assertThat(passage.gap(1)).isEmpty();
    assertThat(passage.gap(2)).isEqualTo("  ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t \r\n", "\u00A0\uFEFF"})
  void anEmptyTextSaysThatThereIsNothingToExplain(String text) {
    assertThatThrownBy(() -> Passage.of(text, Words.ofAnyLanguage()))
        .isInstanceOf(PamiException.class)
        .hasMessage("the text is empty: there is nothing to explain");
  }

  @Test
  void aTextWithoutElementsSaysSo() {
    assertThatThrownBy(() -> new Passage("good", List.of()))
        .isInstanceOf(PamiException.class)
        .hasMessage("the text has nothing that could be hidden");
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 2, 4", "2, 4, 0, 2", "0, 2, 2, 6", "0, 6, 6, 7"})
  void elementsThatOverlapOrLeaveTheTextAreRefused(int start, int end, int next, int nextEnd) {
    List<Span> spans = List.of(new Span(start, end), new Span(next, nextEnd));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Passage("abcde", spans))
        .withMessageContaining("overlaps");
  }

  @Test
  void elementsThatTouchAreFine() {
    assertThat(new Passage("abcde", List.of(new Span(0, 2), new Span(2, 5))).size()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"-1, 2", "3, 3", "4, 2"})
  void aSpanHoldsAtLeastOneCharacter(int start, int end) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Span(start, end))
        .withMessageContaining("[%d, %d)".formatted(start, end));
  }

  @Test
  void theElementsAreCopied() {
    List<Span> spans = new ArrayList<>(List.of(new Span(0, 2)));
    Passage passage = new Passage("ab", spans);
    spans.clear();
    assertThat(passage.size()).isEqualTo(1);
  }
}
