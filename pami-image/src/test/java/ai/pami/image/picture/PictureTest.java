package ai.pami.image.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
  @Test
  void pixelsAreRedGreenBlueRowByRow() {
    Picture picture = Picture.of(2, 1, new byte[] {1, 2, 3, (byte) 200, (byte) 255, 0});
    assertThat(TestPictures.colour(picture, 0, 0)).isEqualTo(0x010203);
    assertThat(TestPictures.colour(picture, 1, 0)).isEqualTo(0xC8FF00);
    assertThat(picture.toFloats()).containsExactly(1 / 255f, 2 / 255f, 3 / 255f, 200 / 255f, 1, 0);
    assertThat(picture.domain()).hasToString("1x2");
  }

  @Test
  void aPictureDoesNotChangeWithTheArraysAroundIt() {
    byte[] rgb = {1, 2, 3};
    Picture picture = Picture.of(1, 1, rgb);
    rgb[0] = 99;
    picture.toRgb()[1] = 99;
    assertThat(TestPictures.colour(picture, 0, 0)).isEqualTo(0x010203);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0", "1, 0, 0", "-1, -1, 3", "2, 2, 11", "2, 2, 4"})
  void sidesAndValuesMustAgree(int width, int height, int values) {
    assertThatThrownBy(() -> Picture.of(width, height, new byte[values]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("%d values for a picture of %dx%d".formatted(values, width, height));
  }

  @Test
  void equalPixelsInAnotherShapeAreAnotherPicture() {
    Picture wide = Picture.of(2, 1, new byte[6]);
    assertThat(wide).isEqualTo(Picture.of(2, 1, new byte[6]));
    assertThat(wide).hasSameHashCodeAs(Picture.of(2, 1, new byte[6]));
    assertThat(wide).isNotEqualTo(Picture.of(1, 2, new byte[6]));
    assertThat(wide).isNotEqualTo(Picture.of(2, 1, new byte[] {0, 0, 0, 0, 0, 1}));
  }

  @Test
  void aCropHoldsItsPixels() {
    Picture picture = TestPictures.noise(9, 7, 1);
    Picture crop = picture.crop(2, 3, 4, 2);
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 4; x++) {
        assertThat(TestPictures.colour(crop, x, y))
            .isEqualTo(TestPictures.colour(picture, x + 2, y + 3));
      }
    }
    assertThat(picture.crop(0, 0, 9, 7)).isEqualTo(picture);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 1, 1", "0, -1, 1, 1", "8, 0, 2, 1", "0, 6, 1, 2", "0, 0, 0, 1", "0, 0, 1, 0"})
  void aCropMustLieInside(int x, int y, int width, int height) {
    Picture picture = TestPictures.noise(9, 7, 1);
    assertThatThrownBy(() -> picture.crop(x, y, width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not inside a picture of 9x7");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_INT_ARGB_PRE,
        BufferedImage.TYPE_4BYTE_ABGR_PRE
      })
  void imagesInMemoryKeepTheirValues(int type) {
    Picture picture = TestPictures.noise(5, 3, 8);
    BufferedImage image = new BufferedImage(5, 3, type);
    for (int i = 0; i < 15; i++) {
      image.setRGB(i % 5, i / 5, 0xFF000000 | TestPictures.colour(picture, i % 5, i / 5));
    }
    assertThat(Picture.of(image)).isEqualTo(picture);
    assertThat(Picture.of(image.getSubimage(1, 1, 3, 2))).isEqualTo(picture.crop(1, 1, 3, 2));
  }

  @Test
  void anImageForDrawingKeepsTheValues() {
    Picture picture = TestPictures.noise(6, 4, 9);
    assertThat(Picture.of(picture.toImage())).isEqualTo(picture);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_INT_ARGB_PRE,
        BufferedImage.TYPE_4BYTE_ABGR_PRE
      })
  void transparencyIsBlendedOverWhite(int type) {
    BufferedImage image = new BufferedImage(3, 1, type);
    image.setRGB(0, 0, new Color(10, 20, 30, 0).getRGB());
    image.setRGB(1, 0, new Color(0, 100, 255, 51).getRGB());
    image.setRGB(2, 0, new Color(10, 20, 30, 255).getRGB());
    Picture picture = Picture.of(image);
    assertThat(TestPictures.colour(picture, 0, 0)).isEqualTo(0xFFFFFF);
    assertThat(TestPictures.colour(picture, 1, 0)).isEqualTo(0xCCE0FF);
    assertThat(TestPictures.colour(picture, 2, 0)).isEqualTo(0x0A141E);
  }

  /** Java's own conversion would give 188 for a stored 128. */
  @Test
  void greyIsNotBentByAGammaCurve() {
    BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int v = 0; v < 256; v++) {
      image.getRaster().setSample(v, 0, 0, v);
    }
    Picture picture = Picture.of(image);
    for (int v = 0; v < 256; v++) {
      assertThat(TestPictures.colour(picture, v, 0)).isEqualTo(0x010101 * v);
    }
  }
}
