package ai.pami.evaluate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all formats share: where things must lie, and what a reader is told. */
class DataSetsTest {
  private static final String HEADER = "image,class_index,class_name,x0,y0,x1,y1\n";

  @TempDir Path folder;

  @Test
  void imagesWithoutBoxesAreLeftOutAndToldOf() {
    for (String name :
        new String[] {"a.png", "b.png", "c.png", "d.png", "e.png", "f.png", "g.jpg"}) {
      TestFiles.picture(folder.resolve(name), 20, 10);
    }
    DataSet read = read(HEADER + "b.png,1,cat,2,3,4,5\n");

    assertThat(read.pictures()).hasSize(1);
    assertThat(read.warnings())
        .containsExactly(
            "images without boxes, left out: 6 (a.png, c.png, d.png, e.png, f.png, ...)");
  }

  @Test
  void aBoxOnePixelOutsideIsClampedAndToldOf() {
    TestFiles.picture(folder.resolve("a.png"), 20, 10);
    DataSet read = read(HEADER + "a.png,1,cat,-1,0,20,10\n");

    assertThat(read.pictures().get(0).boxes()).containsExactly(new Box(0, 0, 19, 9, false));
    assertThat(read.warnings())
        .containsExactly(
            "boxes up to one pixel outside their image, clamped: 1 (boxes.csv line 2)");
  }

  @Test
  void aBoxFurtherOutsideIsRefused() {
    TestFiles.picture(folder.resolve("a.png"), 20, 10);
    assertRefused(
        HEADER + "a.png,1,cat,0,0,19,9\na.png,1,cat,2,2,21,5\n",
        "boxes.csv line 3: the box (2, 2) to (21, 5) lies outside its image a.png, which is 20x10 pixels");
    assertRefused(
        HEADER + "a.png,1,cat,0,-1.5,19,9\n",
        "boxes.csv line 2: the box (0, -1.5) to (19, 9) lies outside its image a.png");
  }

  @Test
  void cornersOutOfOrderAreRefused() {
    TestFiles.picture(folder.resolve("a.png"), 20, 10);
    assertRefused(
        HEADER + "a.png,1,cat,5,0,4,9\n",
        "boxes.csv line 2: (5, 0) to (4, 9) is no box: x1 must be at least x0");
  }

  @Test
  void aMissingImageIsRefused() {
    TestFiles.picture(folder.resolve("a.png"), 20, 10);
    assertRefused(
        HEADER + "a.png,1,cat,0,0,1,1\nb.png,1,cat,0,0,1,1\n",
        "boxes.csv line 3: there is no image 'b.png' in " + folder);
  }

  @Test
  void aDamagedImageIsKeptForTheStudyToTell() {
    TestFiles.text(folder.resolve("a.png"), "no picture");
    DataSet read = read(HEADER + "a.png,1,cat,0,0,1000,1000\n");

    assertThat(read.pictures()).hasSize(1);
    assertThat(read.warnings())
        .containsExactly("images that can't be read, boxes not checked: 1 (a.png)");
  }

  @Test
  void aPictureOfSeveralClassesBecomesSeveral() {
    TestFiles.picture(folder.resolve("a.png"), 20, 10);
    TestFiles.picture(folder.resolve("b.png"), 20, 10);
    DataSet read =
        read(
            HEADER
                + "a.png,3,\"crane, bird\",0,0,1,1\n"
                + "b.png,1,cat,0,0,2,2\n"
                + "a.png,1,cat,2,0,3,1\n"
                + "a.png,7,\"crane, machine\",2,2,3,3\n"
                + "a.png,3,\"crane, bird\",5,5,6,6\n");

    assertThat(read.pictures())
        .extracting(LabelledPicture::name)
        .containsExactly("a.png (crane)", "b.png", "a.png (cat)", "a.png (crane, 7)");
    assertThat(read.pictures().stream().map(LabelledPicture::otherClasses))
        .containsExactly(true, false, true, true);
    assertThat(read.pictures().get(0).boxes())
        .containsExactly(new Box(0, 0, 1, 1, false), new Box(5, 5, 6, 6, false));
    assertThat(read.pictures().get(0).file()).isEqualTo(folder.resolve("a.png"));
    assertThat(read.pictures().get(0).classIndex()).isEqualTo(3);
    assertThat(read.pictures().get(0).className()).isEqualTo("crane, bird");
  }

  @Test
  void picturesInFoldersBelowAreFoundAndEndingsMayBeMissing() {
    TestFiles.picture(folder.resolve("n01/a.png"), 20, 10);
    TestFiles.picture(folder.resolve("n02/a.png"), 20, 10);
    TestFiles.picture(folder.resolve("n02/a.jpg"), 20, 10);
    DataSet read = read(HEADER + "n01/a,1,cat,0,0,1,1\nn02/a.png,1,cat,0,0,1,1\n");

    assertThat(read.pictures())
        .extracting(LabelledPicture::name)
        .containsExactly("n01/a.png", "n02/a.png");
    assertThat(read.warnings()).containsExactly("images without boxes, left out: 1 (n02/a.jpg)");
    assertRefused(
        HEADER + "n02/a,1,cat,0,0,1,1\n",
        "boxes.csv line 2: image 'n02/a' may be any of n02/a.jpg, n02/a.png");
  }

  @Test
  void foldersThatAreNoneAreRefused() {
    TestFiles.text(folder.resolve("boxes.csv"), HEADER);
    assertThatThrownBy(() -> DataSets.read(folder, folder.resolve("boxes.csv")))
        .isInstanceOf(PamiException.class)
        .hasMessage("no images in folder: " + folder);
    assertThatThrownBy(() -> DataSets.read(folder.resolve("no"), folder.resolve("boxes.csv")))
        .isInstanceOf(PamiException.class)
        .hasMessage("images not found: " + folder.resolve("no"));
    TestFiles.picture(folder.resolve("a.png"), 20, 10);
    assertThatThrownBy(() -> DataSets.read(folder.resolve("a.png"), folder.resolve("boxes.csv")))
        .isInstanceOf(PamiException.class)
        .hasMessageEndingWith("a.png is no folder");
    assertThatThrownBy(() -> DataSets.read(folder, folder.resolve("no.csv")))
        .isInstanceOf(PamiException.class)
        .hasMessage("boxes not found: " + folder.resolve("no.csv"));
  }

  @Test
  void filesWithoutBoxesAreRefused() {
    TestFiles.picture(folder.resolve("a.png"), 20, 10);
    assertRefused("", "boxes.csv is empty");
    assertRefused("\n \n", "boxes.csv is empty");
    assertRefused(HEADER, "boxes.csv holds no boxes");
    assertRefused("<annotation/>", "give the folder of Pascal VOC annotations");
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
