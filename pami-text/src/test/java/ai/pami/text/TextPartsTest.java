package ai.pami.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Region;
import ai.pami.domain.Regions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class TextPartsTest {
  private static final TextParts SENTENCES = TextParts.sentences(Locale.ENGLISH);

  private static Passage passage(String text) {
    return Passage.of(text, Words.ofAnyLanguage());
  }

  /** The parts as typed, from the first character of each to its last. */
  private static List<String> parts(TextParts parts, String text) {
    Passage passage = passage(text);
    Regions regions = parts.partition(passage);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < regions.count(); i++) {
      Region region = regions.region(i);
      assertThat(region.spanCount()).isEqualTo(1);
      int from = passage.elements().get(region.start(0)).start();
      int to = passage.elements().get(region.end(0) - 1).end();
      found.add(text.substring(from, to));
    }
    return found;
  }

  @Test
  void sentencesEndAtTheirMarksButNotAfterAbbreviations() {
    assertThat(parts(SENTENCES, "Mr. Smith came. He left! Did Prof. Jones? Yes"))
        .containsExactly("Mr. Smith came.", "He left!", "Did Prof. Jones?", "Yes");
    assertThat(parts(SENTENCES, "One sentence")).containsExactly("One sentence");
    assertThat(parts(SENTENCES, "It was... odd.\n\nNext one. "))
        .containsExactly("It was... odd.", "Next one.");
    assertThat(parts(TextParts.sentences(Locale.CHINESE), "我喜欢这部电影。他不喜欢。"))
        .containsExactly("我喜欢这部电影。", "他不喜欢。");
  }

  @Test
  void phrasesEndAtAnyMark() {
    assertThat(parts(TextParts.phrases(), "Slow, but \"good\"; really good!! Go"))
        .containsExactly("Slow,", "but \"", "good\";", "really good!!", "Go");
    assertThat(parts(TextParts.phrases(), "...")).containsExactly("...");
  }

  @Test
  void longPhrasesAreHalvedUntilTheyHaveEightElementsAtMost() {
    assertThat(parts(TextParts.phrases(), "a b c d e f g h")).containsExactly("a b c d e f g h");
    assertThat(parts(TextParts.phrases(), "a b c d e f g h i"))
        .containsExactly("a b c d", "e f g h i");
    assertThat(parts(TextParts.phrases(), "w ".repeat(40))).hasSize(8).containsOnly("w w w w w");
  }

  @Test
  void everyElementLiesInExactlyOnePart() {
    String[] pool = {"word", "Mr.", ".", ",", "!", "?", "\n\n", "...", "It", "\"", "我", "。"};
    SplittableRandom random = new SplittableRandom(3);
    for (int run = 0; run < 200; run++) {
      StringBuilder text = new StringBuilder("A");
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(random.nextInt(3) == 0 ? "" : " ").append(pool[random.nextInt(pool.length)]);
      }
      Passage passage = passage(text.toString());
      for (TextParts parts : List.of(SENTENCES, TextParts.phrases())) {
        Regions regions = parts.partition(passage);
        int[] held = new int[passage.size()];
        for (int i = 0; i < regions.count(); i++) {
          for (int e = 0; e < held.length; e++) {
            held[e] += regions.region(i).contains(e) ? 1 : 0;
          }
        }
        assertThat(held).containsOnly(1);
      }
    }
  }

  @Test
  void theirNamesSayWhatTheyAre() {
    assertThat(SENTENCES.name()).isEqualTo("sentences");
    assertThat(TextParts.phrases().name()).isEqualTo("phrases");
  }

  @Test
  void oneInstanceServesSeveralThreads() throws InterruptedException {
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      Passage passage = passage("Mr. Smith came. ".repeat(5 + 3 * t) + "He left. ".repeat(t));
      int sentences = 5 + 4 * t;
      threads[t] =
          new Thread(
              () -> {
                for (int i = 0; i < 300; i++) {
                  try {
                    int found = SENTENCES.partition(passage).count();
                    if (found != sentences) {
                      wrong.add(found + " instead of " + sentences);
                    }
                  } catch (RuntimeException e) {
                    wrong.add(e.toString());
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
