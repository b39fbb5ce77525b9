package ai.pami.evaluate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocFolderTest {
  private static final String SIZE =
      "<size><width>20</width><height>10</height><depth>3</depth></size>";

  @TempDir Path folder;
  private Path images;
  private Path annotations;

  @BeforeEach
  void folders() {
    images = folder.resolve("JPEGImages");
    annotations = folder.resolve("Annotations");
    TestFiles.picture(images.resolve("000005.jpg"), 20, 10);
    TestFiles.picture(images.resolve("000007.jpg"), 20, 10);
  }

  @Test
  void cornersCountFromOneAndClassesAreKeptApart() {
    write(
        "5.xml",
        "000005.jpg",
        SIZE
            + object("chair", 0, 1, 1, 20, 10)
            + object("dog", 1, 3, 4, 5, 6)
            + object("chair", 1, 2, 3, 4, 5));
    write(
        "7.xml",
        "000007",
        object("person", 0, 2, 2, 2, 2)
            .replace(
                "</object>",
                "<part><name>head</name><bndbox><xmin>1</xmin></bndbox></part></object>"));

    DataSet read = DataSets.read(images, annotations);

    assertThat(read.warnings()).isEmpty();
    assertThat(read.pictures())
        .extracting(LabelledPicture::name)
        .containsExactly("000005.jpg (chair)", "000005.jpg (dog)", "000007.jpg");
    assertThat(read.pictures().get(0).boxes())
        .containsExactly(new Box(0, 0, 19, 9, false), new Box(1, 2, 3, 4, true));
    assertThat(read.pictures().get(1).boxes()).containsExactly(new Box(2, 3, 4, 5, true));
    assertThat(read.pictures().get(2).boxes()).containsExactly(new Box(1, 1, 1, 1, false));
    assertThat(read.pictures().get(0).classIndex()).isEqualTo(-1);
  }

  @Test
  void picturesWithoutObjectsAreLeftOut() {
    write("5.xml", "000005.jpg", SIZE + object("chair", 0, 1, 1, 20, 10));
    write("7.xml", "000007.jpg", SIZE);
    assertThat(DataSets.read(images, annotations).warnings())
        .containsExactly("images without boxes, left out: 1 (000007.jpg)");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertRefused(
        "000009.jpg", SIZE + object("a", 0, 1, 1, 2, 2), "5.xml: there is no image '000009.jpg'");
    assertRefused(" ", SIZE, "5.xml: <filename> is missing");
    assertRefused(
        "000005.jpg", "<object><name>a</name></object>", "5.xml object 1: <bndbox> is missing");
    assertRefused(
        "000005.jpg",
        object("a", 0, 1, 1, 2, 2) + object("", 0, 1, 1, 2, 2),
        "5.xml object 2: <name> is missing");
    assertRefused(
        "000005.jpg",
        object("a", 0, 1, 1, 2, 2).replace("<ymax>2</ymax>", ""),
        "5.xml object 1: <ymax> is missing");
    assertRefused(
        "000005.jpg",
        object("a", 0, 1, 1, 2, 2).replace("<ymax>2<", "<ymax>two<"),
        "5.xml object 1: <ymax> 'two' is no number");
  }

  @Test
  void boxesThatDoNotFitAreRefused() {
    assertRefused(
        "000005.jpg",
        SIZE + object("a", 0, 1, 1, 22, 10),
        "5.xml object 1: the box (0, 0) to (21, 9) lies outside its image 000005.jpg, which is 20x10 pixels");
    assertRefused(
        "000005.jpg",
        SIZE.replace("20", "500") + object("a", 0, 1, 1, 2, 2),
        "5.xml: the boxes were drawn on 500x10 pixels, but the image 000005.jpg has 20x10: give the original images");
    assertRefused(
        "000005.jpg",
        "<size><width>10</width><height>20</height></size>" + object("a", 0, 1, 1, 2, 2),
        "its EXIF orientation turns it");
  }

  @Test
  void aPictureAnnotatedTwiceIsRefused() {
    write("4.xml", "000005.jpg", object("a", 0, 1, 1, 2, 2));
    assertRefused(
        "000005.jpg",
        object("b", 0, 1, 1, 2, 2),
        "4.xml and 5.xml both annotate the image '000005.jpg'");
  }

  @Test
  void whatIsNoAnnotationIsRefused() {
    assertFileRefused("", "5.xml is empty");
    assertFileRefused("<annotation>\n<object>", "5.xml line 2: no XML");
    assertFileRefused("<html/>", "5.xml: <html> is no Pascal VOC <annotation>");
    assertThatThrownBy(() -> DataSets.read(images, images))
        .isInstanceOf(PamiException.class)
        .hasMessage("no Pascal VOC annotations (XML files) in folder: " + images);
  }

  @Test
  void externalEntitiesAreNotRead() {
    TestFiles.text(folder.resolve("secret.txt"), "000005.jpg");
    assertFileRefused(
        "<!DOCTYPE annotation [<!ENTITY file SYSTEM \"%s\">]>\n<annotation><filename>&file;</filename></annotation>"
            .formatted(folder.resolve("secret.txt").toUri()),
        "DOCTYPE");
  }

  private void write(String name, String image, String rest) {
    TestFiles.text(
        annotations.resolve(name),
        "<annotation>\n<filename>%s</filename>\n%s</annotation>\n".formatted(image, rest));
  }

  private static String object(String name, int difficult, int x0, int y0, int x1, int y1) {
    return "<object><name>%s</name><difficult>%d</difficult><bndbox><xmin>%d</xmin><ymin>%d</ymin><xmax>%d</xmax><ymax>%d</ymax></bndbox></object>\n"
        .formatted(name, difficult, x0, y0, x1, y1);
  }

  private void assertRefused(String image, String rest, String message) {
    write("5.xml", image, rest);
    assertThatThrownBy(() -> DataSets.read(images, annotations))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(message);
  }

  private void assertFileRefused(String text, String message) {
    TestFiles.text(annotations.resolve("5.xml"), text);
    assertThatThrownBy(() -> DataSets.read(images, annotations))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(message);
  }
}
