package ai.pami.evaluate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.evaluate.EvaluationData;
import ai.pami.image.picture.PictureReader;
import ai.pami.image.picture.PictureSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
  private static final String HEADER = "image,class_index,class_name,x0,y0,x1,y1\n";

  @TempDir Path folder;

  @BeforeEach
  void picture() {
    TestFiles.picture(folder.resolve("a.png"), 20, 10);
  }

  @Test
  void columnsMayStandInAnyOrderAmongOthers() {
    DataSet read =
        read(
            "\uFEFFnote,y1,x1,y0,x0,class_name,class_index,image\r\nold,9,8,7,6.5,cat,5,a.png\r\n");
    assertThat(read.pictures())
        .containsExactly(
            new LabelledPicture(
                "a.png",
                folder.resolve("a.png"),
                5,
                "cat",
                List.of(new Box(6.5, 7, 8, 9, false)),
                false));
  }

  @Test
  void quotesSpacesAndEmptyLinesAreRead() {
    DataSet read =
        read(
            HEADER
                + "\n a.png , 5 ,\"cat, \"\"big\"\"\", 1 ,2, 3 ,4\n\n\na.png,5,\"cat, \"\"big\"\"\",1,2,4,4\n");
    assertThat(read.pictures()).hasSize(1);
    assertThat(read.pictures().get(0).className()).isEqualTo("cat, \"big\"");
    assertThat(read.pictures().get(0).boxes()).hasSize(2);
  }

  @Test
  void indexOrNameMayBeMissingButNotBoth() {
    assertThat(read(HEADER + "a.png,,cat,1,2,3,4\n").pictures().get(0).classIndex()).isEqualTo(-1);
    assertThat(read(HEADER + "a.png,4,,1,2,3,4\n").pictures().get(0).className()).isEmpty();
    assertRefused(
        HEADER + "a.png,,,1,2,3,4\n",
        "boxes.csv line 2: the class has neither an index nor a name");
  }

  @Test
  void aBoxGivenTwiceCountsOnce() {
    DataSet read = read(HEADER + "a.png,4,cat,1,2,3,4\na.png,4,cat,1,2,3,4\n");
    assertThat(read.pictures().get(0).boxes()).hasSize(1);
    assertThat(read.warnings())
        .containsExactly("boxes given twice, counted once: 1 (boxes.csv line 3)");
  }

  @Test
  void oneIndexWithTwoNamesIsRefused() {
    assertRefused(
        HEADER + "a.png,4,cat,1,2,3,4\n\na.png,4,dog,1,2,3,4\n",
        "boxes.csv line 4: class 4 is called 'dog', but 'cat' in boxes.csv line 2");
  }

  @Test
  void missingColumnsAreNamed() {
    assertRefused(
        "image,class_index,x0,y0,x1\na.png,5,1,2,3\n",
        "boxes.csv: the columns class_name, y1 are missing; its first line must name the columns image,class_index,class_name,x0,y0,x1,y1, separated by commas");
    assertRefused("a.png;5;cat;1;2;3;4\n", "boxes.csv: the columns image, class_index");
    assertRefused(
        "image,class_index,class_name,x0,y0,x1,y1,x0\n", "boxes.csv: there are two columns x0");
  }

  @Test
  void rowsOfAnotherLengthAreNamed() {
    assertRefused(
        HEADER + "a.png,5,cat,1,2,3,4\na.png,5,cat,1,2,3\n",
        "boxes.csv line 3: 6 fields, but 7 columns: a.png,5,cat,1,2,3");
    assertRefused(
        HEADER + "a.png,5,crane, bird,1,2,3,4\n", "boxes.csv line 2: 8 fields, but 7 columns");
  }

  @Test
  void whatIsNoNumberIsNamed() {
    assertRefused(HEADER + "a.png,5,cat,1,two,3,4\n", "boxes.csv line 2: y0 'two' is no number");
    assertRefused(HEADER + "a.png,5,cat,1,2,NaN,4\n", "boxes.csv line 2: x1 'NaN' is no number");
    assertRefused(HEADER + "a.png,5,cat,1,2,,4\n", "boxes.csv line 2: x1 is missing");
    assertRefused(HEADER + "a.png,-5,cat,1,2,3,4\n", "line 2: class_index '-5' is no whole number");
    assertRefused(HEADER + ",5,cat,1,2,3,4\n", "boxes.csv line 2: the image is missing");
  }

  @Test
  void whatIsNoCsvIsNamed() throws IOException {
    assertRefused(HEADER + "a.png,5,\"cat,1,2,3,4\n", "boxes.csv line ");
    Files.write(folder.resolve("boxes.csv"), (HEADER + "é").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> DataSets.read(folder, folder.resolve("boxes.csv")))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("boxes.csv");
  }

  @Test
  void readsTheEvaluationData() {
    DataSet read = EvaluationData.pictures();

    assertThat(read.warnings()).isEmpty();
    assertThat(read.pictures()).hasSize(42);
    assertThat(read.pictures().stream().mapToInt(picture -> picture.boxes().size()).sum())
        .isEqualTo(55);
    for (LabelledPicture picture : read.pictures()) {
      PictureSize size = PictureReader.ofDefaults().size(picture.file());
      assertThat(picture.boxes())
          .allMatch(box -> box.x1() <= size.width() - 1 && box.y1() <= size.height() - 1);
    }
  }

  private DataSet read(String boxes) {
    Path file = folder.resolve("boxes.csv");
    TestFiles.text(file, boxes);
    return DataSets.read(folder, file);
  }

  private void assertRefused(String boxes, String message) {
    assertThatThrownBy(() -> read(boxes))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(message);
  }
}
