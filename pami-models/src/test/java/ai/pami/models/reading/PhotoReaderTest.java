package ai.pami.models.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.pami.explanation.TargetExplanation;
import ai.pami.image.ImageExplanation;
import ai.pami.image.picture.Picture;
import ai.pami.models.reading.PhotoReader.ReadLine;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The embedded reader on a drawn photo; see DrawPhotos. */
class PhotoReaderTest {
  private static PhotoReader reader;
  private static Picture photo;
  private static List<ReadLine> lines;

  @BeforeAll
  static void read() throws IOException {
    reader = PhotoReader.open();
    try (InputStream in = PhotoReaderTest.class.getResourceAsStream("delivery.png")) {
      photo = Picture.of(ImageIO.read(in));
    }
    lines = reader.read(photo);
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  private static ReadLine line(String text) {
    return lines.stream()
        .filter(line -> line.reading().text().equals(text))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readsLevelAskewAndUpsideDownLinesFromTheTopDown() {
    assertThat(lines)
        .map(line -> line.reading().text())
        .containsExactly(
            "EXPRESS",
            "Order 20417-C",
            "Weight 3.85 kg",
            "Deliver before Friday",
            "This side down",
            "FRAGILE");
    assertThat(lines).filteredOn(ReadLine::isTurned).containsExactly(line("This side down"));
    Path2D express = line("EXPRESS").box().outline();
    assertThat(express.contains(100, 100)).isTrue();
    assertThat(express.contains(100, 180)).isFalse();
    // An upside-down line begins at its right, on the photo.
    TextBox down = line("This side down").box();
    assertThat(down.corners().get(0).getX()).isGreaterThan(down.corners().get(1).getX());
    TextBox askew = line("FRAGILE").box();
    double rise = askew.corners().get(1).getY() - askew.corners().get(0).getY();
    assertThat(Math.toDegrees(Math.asin(rise / askew.length()))).isCloseTo(-18, within(3.0));
  }

  @Test
  void everyCharacterEveryWordAndTheLineHaveAMapThatPeaksWhereTheyAre() {
    LineReader.Line why = reader.explainText(line("Order 20417-C"), o -> o);
    List<TargetExplanation> targets = why.explanation().explanation().targets();
    assertThat(targets).hasSize(13 + 2 + 1);
    assertThat(targets.get(13).target().label()).isEqualTo("Order");
    assertThat(targets.get(14).target().label()).isEqualTo("20417-C");
    assertThat(targets.get(15).target().label()).isEqualTo("Order 20417-C");
    int width = why.explanation().seen().width();
    for (int k : new int[] {0, 4, 6, 10, 12, 13, 14}) {
      int peak = targets.get(k).map().peak() % width;
      double share = (peak + 0.5) / width;
      // Of equally wide characters, with a margin of two.
      int from = k == 13 ? 0 : k == 14 ? 6 : k;
      int to = k == 13 ? 5 : k == 14 ? 13 : k + 1;
      assertThat(share)
          .as(targets.get(k).target().label())
          .isBetween((from - 2) / 13.0, (to + 2) / 13.0);
    }
    assertThat(targets.get(15).score()).isBetween(0.5, 1.0);
  }

  @Test
  void theDirectionsVerdictIsExplained() {
    ImageExplanation down =
        reader.explainDirection(photo, line("This side down"), o -> o.budget(200));
    TargetExplanation verdict = down.explanation().targets().get(0);
    assertThat(verdict.target().label()).isEqualTo("upside down");
    assertThat(verdict.score()).isGreaterThan(0.9);
    ImageExplanation up = reader.explainDirection(photo, line("EXPRESS"), o -> o.budget(50));
    assertThat(up.explanation().targets().get(0).target().label()).isEqualTo("upright");
  }

  @Test
  void theDetectorsMapIsExplainedLineByLine() {
    ImageExplanation places = reader.explainPlaces(photo, lines, o -> o);
    assertThat(places.explanation().targets())
        .map(one -> one.target().label())
        .containsExactlyElementsOf(lines.stream().map(line -> line.reading().text()).toList());
    for (int k = 0; k < lines.size(); k++) {
      int peak = places.map(k).peak();
      int row = peak / places.seen().width();
      double x =
          places.placement().left()
              + (peak % places.seen().width() + 0.5) * places.placement().scaleX();
      double y = places.placement().top() + (row + 0.5) * places.placement().scaleY();
      var near = lines.get(k).box().outline().getBounds2D();
      near.setFrame(
          near.getX() - 40, near.getY() - 40, near.getWidth() + 80, near.getHeight() + 80);
      assertThat(near.contains(x, y)).as(lines.get(k).reading().text()).isTrue();
    }
  }

  @Test
  void aPhotoWithoutTextHasNoLines() {
    assertThat(reader.read(Picture.of(new BufferedImage(200, 90, BufferedImage.TYPE_INT_RGB))))
        .isEmpty();
    assertThat(reader.read(Picture.of(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB))))
        .isEmpty();
  }
}
