package ai.pami.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.pami.domain.Region;
import ai.pami.domain.Regions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextWindowsTest {
  private static Passage passage(int words) {
    return Passage.of("w ".repeat(words), Words.ofAnyLanguage());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyWindowIsThereExactlyOnce(int length) {
    for (int words = length; words <= 60; words++) {
      Regions windows = TextWindows.of(length).partition(passage(words));
      List<Region> found = new ArrayList<>();
      for (int i = 0; i < windows.count(); i++) {
        found.add(windows.region(i));
      }
      assertThat(found)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(0, words - length)
                  .mapToObj(start -> Region.ofSpans(start, start + length))
                  .toList());
    }
  }

  @Test
  void aShorterTextIsOneWindow() {
    Regions windows = TextWindows.of(4).partition(passage(3));
    assertThat(windows.count()).isEqualTo(1);
    assertThat(windows.region(0)).isEqualTo(Region.ofSpans(0, 3));
  }

  /**
   * A run that stops early has looked everywhere: no gap is more than 2.5 times as wide as it must
   * be.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 20, 50, 97, 144, 300, 512, 720, 1000})
  void anyFirstWindowsLieSpreadOverTheText(int words) {
    Regions windows = TextWindows.of(1).partition(passage(words));
    for (int k = 2; k <= words; k++) {
      BitSet starts = new BitSet();
      for (int i = 0; i < k; i++) {
        starts.set(windows.region(i).start(0));
      }
      int widest = words - starts.length();
      for (int at = -1; starts.nextSetBit(at + 1) >= 0; at = starts.nextSetBit(at + 1)) {
        widest = Math.max(widest, starts.nextSetBit(at + 1) - at);
      }
      assertThat(widest)
          .as("%d of %d", k, words)
          .isLessThanOrEqualTo((5 * words + 2 * k - 1) / (2 * k));
    }
  }

  @Test
  void theNameSaysHowLongTheyAre() {
    assertThat(TextWindows.of(3).name()).isEqualTo("windows(3)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aWindowOfNoWordsIsRefused(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextWindows.of(length))
        .withMessageContaining(Integer.toString(length));
  }
}
