package ai.pami.evaluate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoFileTest {
  private static final String IMAGES =
      "{'id': 9, 'file_name': 'a.jpg', 'width': 20, 'height': 10}, {'id': 4, 'file_name': 'b.jpg'}";
  private static final String CATEGORIES = "{'id': 18, 'name': 'dog'}, {'id': 62, 'name': 'chair'}";

  @TempDir Path folder;

  @BeforeEach
  void pictures() {
    TestFiles.picture(folder.resolve("a.jpg"), 20, 10);
    TestFiles.picture(folder.resolve("b.jpg"), 20, 10);
  }

  @Test
  void boxesAreReadInWhateverOrderTheSectionsStand() {
    DataSet read =
        read(
            "{'info': {'version': '1.0', 'licenses': [1, [2]]}, 'annotations': ["
                + annotation(1, 9, 18, "[2.5, 3, 4, 5]")
                + ","
                + annotation(2, 9, 62, "[0, 0, 20, 10]")
                + ","
                + annotation(3, 9, 18, "[7, 6, 0.5, 0]")
                + ","
                + annotation(4, 4, 18, "[1, 1, 2, 2]").replace("'iscrowd': 0", "'iscrowd': 1")
                + "], 'categories': ["
                + CATEGORIES
                + "], 'images': ["
                + IMAGES
                + "]}");

    assertThat(read.pictures())
        .extracting(LabelledPicture::name)
        .containsExactly("a.jpg (dog)", "a.jpg (chair)");
    assertThat(read.pictures().get(0).boxes())
        .containsExactly(new Box(2.5, 3, 5.5, 7, false), new Box(7, 6, 7, 6, false));
    assertThat(read.pictures().get(1).boxes()).containsExactly(new Box(0, 0, 19, 9, false));
    assertThat(read.pictures().get(1).classIndex()).isEqualTo(62);
    assertThat(read.pictures().get(1).className()).isEqualTo("chair");
    assertThat(read.warnings()).containsExactly("images without boxes, left out: 1 (b.jpg)");
  }

  @Test
  void missingSectionsAreNamed() {
    assertRefused(
        "{'images': [" + IMAGES + "], 'categories': []}",
        "boxes.json has no \"annotations\": a COCO file of instances has the lists images, annotations, categories");
    assertRefused("{}", "boxes.json has no \"images\"");
    assertRefused("{'images': {'9': 'a.jpg'}}", "boxes.json: \"images\" is no list");
  }

  @Test
  void otherKindsOfCocoFilesAreToldApart() {
    assertRefused(
        "[{'image_id': 9, 'bbox': [1, 2, 3, 4]}]", "boxes.json is a list, as COCO results are");
    assertRefused(
        file(IMAGES, "{'id': 7, 'image_id': 9, 'caption': 'a dog'}", CATEGORIES),
        "boxes.json annotations id 7: there is no \"bbox\", as in files of captions");
  }

  @Test
  void recordsThatContradictEachOtherAreNamed() {
    assertRefused(
        file(IMAGES + ", {'id': 5, 'file_name': 'a.jpg'}", "", ""),
        "boxes.json images id 5: the image 'a.jpg' is listed twice");
    assertRefused(
        file(IMAGES + ", {'id': 4, 'file_name': 'c.jpg'}", "", ""),
        "boxes.json images id 4: two images have this id");
    assertRefused(
        file(IMAGES, "", CATEGORIES + ", {'id': 18, 'name': 'cat'}"),
        "boxes.json categories id 18: two categories have this id");
    assertRefused(
        file(IMAGES, annotation(1, 8, 18, "[1, 1, 1, 1]"), CATEGORIES),
        "boxes.json annotations id 1: there is no image of id 8");
    assertRefused(
        file(IMAGES, annotation(1, 9, 19, "[1, 1, 1, 1]"), CATEGORIES),
        "boxes.json annotations id 1: there is no category of id 19");
    assertRefused(
        file(
            IMAGES.replace("'width': 20", "'width': 40"),
            annotation(1, 9, 18, "[1, 1, 1, 1]"),
            CATEGORIES),
        "boxes.json annotations id 1: the boxes were drawn on 40x10 pixels, but the image a.jpg has 20x10");
  }

  @Test
  void badBoxesAreNamed() {
    assertRefused(
        file(IMAGES, annotation(1, 9, 18, "[1, 1, 'x', 1]"), CATEGORIES),
        "boxes.json annotations id 1: \"bbox\" must be [x, y, width, height], not [1,1,\"x\",1]");
    assertRefused(
        file(IMAGES, annotation(1, 9, 18, "[1, 1, 1]"), CATEGORIES),
        "boxes.json annotations id 1: \"bbox\" must be");
    assertRefused(
        file(IMAGES, annotation(1, 9, 18, "[1, 1, -1, 1]"), CATEGORIES),
        "boxes.json annotations id 1: the box [1,1,-1,1] has a negative side");
    assertRefused(
        file(IMAGES, annotation(1, 9, 18, "[1, 1, 21, 1]"), CATEGORIES),
        "boxes.json annotations id 1: the box (1, 1) to (21, 1) lies outside its image a.jpg");
    assertRefused(
        file("{'id': 9, 'file_name': 'c.jpg'}", annotation(1, 9, 18, "[1, 1, 2, 1]"), CATEGORIES),
        "boxes.json annotations id 1: there is no image 'c.jpg' in " + folder);
  }

  @Test
  void whatIsNoJsonIsNamed() {
    assertRefused("{'images': [\n{'id': 9,,", "boxes.json line 2: not JSON");
    assertRefused("{'images': [\n{'id': 9", "boxes.json line 2: not JSON");
    assertRefused("{'images': [", "boxes.json line 1: not JSON");
    assertRefused(
        file(IMAGES + ", 5", "", ""), "boxes.json images number 3: \"file_name\" is missing");
    assertRefused(file(IMAGES, "", CATEGORIES), "boxes.json holds no boxes");
  }

  private static String annotation(int id, int image, int category, String box) {
    return "{'id': %d, 'image_id': %d, 'category_id': %d, 'bbox': %s, 'iscrowd': 0, 'segmentation': [[1, 2], {'counts': []}]}"
        .formatted(id, image, category, box);
  }

  private static String file(String images, String annotations, String categories) {
    return "{'images': [%s], 'annotations': [%s], 'categories': [%s]}"
        .formatted(images, annotations, categories);
  }

  private DataSet read(String boxes) {
    Path file = folder.resolve("boxes.json");
    TestFiles.text(file, boxes.replace('\'', '"'));
    return DataSets.read(folder, file);
  }

  private void assertRefused(String boxes, String message) {
    assertThatThrownBy(() -> read(boxes))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(message);
  }
}
