package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.image.picture.Picture;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PictureAreaTest {
  private static Picture picture(int width, int height) {
    return Picture.of(width, height, new byte[3 * width * height]);
  }

  private static int[] cells(Region region) {
    return IntStream.range(0, 1000).filter(region::contains).toArray();
  }

  @Test
  void aRectangleFallsOnTheCellsWhoseMiddlesItHolds() {
    Picture picture = picture(80, 40);
    Placement whole = Preprocessing.UNIT.place(picture, 20, 20);
    Domain grid = Domain.of(4, 8);
    // The right half of the upper half.
    assertThat(cells(PictureArea.rectangle(picture, 40, 0, 40, 20).on(grid, whole)))
        .containsExactly(4, 5, 6, 7, 12, 13, 14, 15);
    // Smaller than a cell: the one around its middle.
    assertThat(cells(PictureArea.rectangle(picture, 1, 31, 2, 2).on(grid, whole)))
        .containsExactly(24);
    // Cut off at the picture's edges.
    assertThat(cells(PictureArea.rectangle(picture, -30, -30, 41, 41).on(grid, whole)))
        .containsExactly(0);
  }

  @Test
  void aMaskMarksWhatIsNotBlack() {
    byte[] rgb = new byte[3 * 16];
    rgb[3 * 5] = 1;
    rgb[3 * 10 + 2] = (byte) 255;
    Picture mask = Picture.of(4, 4, rgb);
    Placement whole = Preprocessing.UNIT.place(picture(4, 4), 8, 8);
    assertThat(cells(PictureArea.mask(picture(4, 4), mask).on(Domain.of(4, 4), whole)))
        .containsExactly(5, 10);
  }

  @Test
  void whatTheModelCutsOffOrFramesIsTakenIntoAccount() {
    Picture wide = picture(80, 40);
    Preprocessing crop = Preprocessing.UNIT.fitted(Resize.CROP, 0);
    Placement middle = crop.place(wide, 10, 10);
    assertThat(cells(PictureArea.rectangle(wide, 20, 0, 20, 20).on(Domain.of(2, 2), middle)))
        .containsExactly(0);
    assertThatThrownBy(() -> PictureArea.rectangle(wide, 0, 0, 10, 10).on(Domain.of(2, 2), middle))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("does not see the area");
    Placement framed = Preprocessing.YOLO.place(wide, 16, 16);
    // Two rows of margin, then four rows of picture, then two of margin.
    assertThat(cells(PictureArea.rectangle(wide, 0, 0, 80, 40).on(Domain.of(8, 8), framed)))
        .hasSize(32)
        .startsWith(16)
        .endsWith(47);
  }

  @Test
  void areasThatMarkNothingAreRefused() {
    Picture picture = picture(8, 6);
    assertThatThrownBy(() -> PictureArea.rectangle(picture, 8, 0, 4, 4))
        .hasMessageContaining("does not lie on the picture of 8 x 6");
    assertThatThrownBy(() -> PictureArea.mask(picture, picture)).hasMessageContaining("black");
    assertThatThrownBy(() -> PictureArea.mask(picture, picture(6, 8)))
        .hasMessageContaining("6 x 8")
        .hasMessageContaining("8 x 6");
  }

  @Test
  void aLetterboxShowsTheWholePictureInItsMiddle() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      int w = 1 + random.nextInt(60);
      int h = 1 + random.nextInt(60);
      byte[] white = new byte[3 * w * h];
      Arrays.fill(white, (byte) 255);
      int height = 8 + random.nextInt(40);
      int width = 8 + random.nextInt(40);
      Picture seen = Preprocessing.YOLO.fit(Picture.of(w, h, white), height, width);
      Placement placement = Preprocessing.YOLO.place(picture(w, h), height, width);
      assertThat(seen.domain()).isEqualTo(Domain.of(height, width));
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double px = placement.left() + (x + 0.5) * placement.scaleX();
          double py = placement.top() + (y + 0.5) * placement.scaleY();
          boolean inside = px > 0 && py > 0 && px < w && py < h;
          assertThat(seen.value(y * width + x, 1)).isEqualTo(inside ? 255 : 114);
        }
      }
    }
  }
}
