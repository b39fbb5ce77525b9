package ai.pami.evaluate.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.evaluate.EvaluationData;
import ai.pami.evaluate.data.Box;
import ai.pami.evaluate.data.LabelledPicture;
import ai.pami.target.Labels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassFinderTest {
  private static final Labels LABELS =
      Labels.of(
          List.of(
              "background",
              "tench, Tinca tinca",
              "crane",
              "crane",
              "maillot",
              "maillot, tank suit"));

  @Test
  void namesAndSynonymsFindTheClass() {
    assertThat(find(LABELS, "tench, Tinca tinca", -1)).isEqualTo(1);
    assertThat(find(LABELS, "Tinca tinca; tench", -1)).isEqualTo(1);
    assertThat(find(LABELS, "TENCH", 700)).isEqualTo(1);
    assertThat(find(LABELS, "maillot", -1)).isEqualTo(4);
    assertThat(find(LABELS, "maillot; tank suit", -1)).isEqualTo(5);
  }

  @Test
  void theNumberDecidesBetweenClassesOfOneName() {
    assertThat(find(LABELS, "crane", 1)).isEqualTo(2);
    assertThat(find(LABELS, "crane", 2)).isEqualTo(3);
    assertThatThrownBy(() -> find(LABELS, "crane", -1))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("2 classes are called 'crane'");
  }

  @Test
  void theNumberAloneFindsAClassWithoutNameOrLabels() {
    assertThat(find(LABELS, "", 3)).isEqualTo(4);
    assertThat(find(Labels.of(List.of("a", "b")), "", 1)).isEqualTo(1);
    assertThat(find(Labels.none(), "tench", 7)).isEqualTo(7);
    assertThatThrownBy(() -> find(Labels.none(), "tench", -1))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("give a labels file");
  }

  @Test
  void unknownClassesAreNamed() {
    assertThatThrownBy(
            () ->
                new ClassFinder(LABELS)
                    .find(List.of(picture("cow", 1), picture("tench", 0), picture("hen", -1))))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(
            "don't know 2 of the data set's classes; the first: no class is called 'cow'")
        .hasMessageContaining("(all: 'cow', 'hen')");
  }

  @Test
  void findsTheClassesOfTheEvaluationData() {
    Path eval = EvaluationData.folder();
    List<LabelledPicture> pictures = EvaluationData.pictures().pictures();
    int[] numbers = pictures.stream().mapToInt(LabelledPicture::classIndex).toArray();

    Labels thousand = Labels.read(eval.resolve("models/imagenet_labels_1000.txt"));
    Labels withBackground = Labels.read(eval.resolve("models/imagenet_labels_1001.txt"));

    assertThat(new ClassFinder(thousand).find(pictures)).isEqualTo(numbers);
    int[] shifted = Arrays.stream(numbers).map(number -> number + 1).toArray();
    assertThat(new ClassFinder(withBackground).find(pictures)).isEqualTo(shifted);
  }

  private static int find(Labels labels, String name, int number) {
    return new ClassFinder(labels).find(List.of(picture(name, number)))[0];
  }

  private static LabelledPicture picture(String name, int number) {
    return new LabelledPicture(
        name, Path.of("a.png"), number, name, List.of(new Box(0, 0, 1, 1, false)), false);
  }
}
