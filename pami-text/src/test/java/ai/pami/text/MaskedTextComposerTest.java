package ai.pami.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Domain;
import ai.pami.domain.Ranking;
import ai.pami.domain.Region;
import ai.pami.domain.SoftMask;
import ai.pami.engine.ElementComposer;
import ai.pami.engine.ElementCopy;
import ai.pami.engine.Source;
import org.junit.jupiter.api.Test;

class MaskedTextComposerTest {
  private static final String TEXT = " one two three four five six ";
  private final Passage passage = Passage.of(TEXT, Words.ofAnyLanguage());
  private final ElementComposer<MaskedText> composer =
      MaskedText.composer(passage, TextBackground.deletion());
  private final ElementCopy<MaskedText> copy = new ElementCopy<>();

  private String text() {
    return copy.input().text();
  }

  @Test
  void aCopyIsFilledWithTheTextOrWithNothing() {
    assertThat(composer.domain()).isEqualTo(Domain.of(6));
    composer.fill(copy, Source.INPUT);
    assertThat(text()).isEqualTo(TEXT);
    composer.fill(copy, Source.BACKGROUND);
    assertThat(text()).isEmpty();
  }

  @Test
  void aRegionIsShownOrHiddenAndWhatWasThereBeforeStays() {
    composer.fill(copy, Source.BACKGROUND);
    composer.paint(copy, Region.ofSpans(1, 3, 5, 6), Source.INPUT);
    assertThat(text()).isEqualTo("two three six");
    composer.paint(copy, Region.ofSpans(2, 3), Source.BACKGROUND);
    assertThat(text()).isEqualTo("two six");
    composer.paint(copy, Region.ofSpans(0, 1), Source.INPUT);
    assertThat(text()).isEqualTo("one two six");
  }

  @Test
  void aPartOfARankingIsShownOrHidden() {
    Ranking ranking = Ranking.of(new int[] {4, 1, 5, 0, 3, 2});
    composer.fill(copy, Source.BACKGROUND);
    composer.paint(copy, ranking, 0, 3, Source.INPUT);
    assertThat(text()).isEqualTo("two five six");
    composer.paint(copy, ranking, 1, 2, Source.BACKGROUND);
    assertThat(text()).isEqualTo("five six");
  }

  @Test
  void aSoftMaskShowsWhatItHoldsAtLeastHalfOf() {
    float[] shares = {0, 0.49f, 0.5f, 0.51f, 1, 0};
    SoftMask mask = SoftMask.blocks(Domain.of(1, 6), 1, shares);
    composer.fill(copy, Source.INPUT);
    composer.blend(copy, mask, Source.INPUT);
    assertThat(text()).isEqualTo("three four five");
    composer.blend(copy, mask, Source.BACKGROUND);
    assertThat(text()).isEqualTo("one two six");
  }

  /** What a model is given must not change when the next copy is made in the same memory. */
  @Test
  void whatACopyShowedOnceStays() {
    composer.fill(copy, Source.INPUT);
    MaskedText before = copy.input();
    composer.fill(copy, Source.BACKGROUND);
    assertThat(before.text()).isEqualTo(TEXT);
  }

  @Test
  void aCopyGoesFromOneBackgroundToAnother() {
    composer.fill(copy, Source.INPUT);
    var dots = MaskedText.composer(passage, TextBackground.word("..."));
    dots.fill(copy, Source.INPUT);
    dots.paint(copy, Region.ofSpans(1, 5), Source.BACKGROUND);
    assertThat(text()).isEqualTo("one ... ... ... ... six");
  }
}
