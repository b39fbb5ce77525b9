package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import ai.pami.image.background.Backgrounds;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.PictureEncoding;
import ai.pami.model.Predictor;
import ai.pami.target.Targets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncodedPicturesTest {
  private static Picture decoded(byte[] file) {
    try {
      return Picture.of(ImageIO.read(new ByteArrayInputStream(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Picture noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(4).nextBytes(rgb);
    return Picture.of(width, height, rgb);
  }

  /** How much red there is in the right half. */
  private static final Predictor<byte[]> RED_ON_THE_RIGHT =
      files ->
          files.stream()
              .map(
                  file -> {
                    Picture seen = decoded(file);
                    double red = 0;
                    for (int i = 0; i < seen.width() * seen.height(); i++) {
                      red += i % seen.width() >= seen.width() / 2 ? seen.value(i, 0) : 0;
                    }
                    return new double[] {red / 255 / seen.width() / seen.height()};
                  })
              .toArray(double[][]::new);

  @Test
  void pngKeepsEveryValue() {
    Picture picture = noise(17, 9);
    assertThat(decoded(PictureEncoding.PNG.encode(picture))).isEqualTo(picture);
  }

  @ParameterizedTest
  @EnumSource(PictureEncoding.class)
  void filesAreWhatTheirMediaTypeSays(PictureEncoding encoding) throws IOException {
    byte[] file = encoding.encode(noise(16, 16));
    try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      assertThat(ImageIO.getImageReaders(in).next().getOriginatingProvider().getMIMETypes())
          .contains(encoding.mediaType());
    }
    assertThat(PictureEncoding.named(encoding.toString())).isEqualTo(encoding);
  }

  @ParameterizedTest
  @EnumSource(PictureEncoding.class)
  void aModelOfFilesIsExplained(PictureEncoding encoding) {
    Picture white = Picture.of(32, 16, filled(3 * 32 * 16));
    try (EncodedPictures model = EncodedPictures.of(RED_ON_THE_RIGHT, encoding, 16, 32)) {
      double[] map =
          ImageExplainer.of(model, EncodedPictures.preprocessing(Preprocessing.IMAGENET_CAFFE))
              .background(Backgrounds.named("black", 0))
              .threads(2)
              .budget(200)
              .explain(white, Targets.index(0))
              .explanation()
              .targets()
              .get(0)
              .map()
              .values();
      double left = 0;
      double right = 0;
      for (int i = 0; i < map.length; i++) {
        left += i % 32 < 16 ? map[i] : 0;
        right += i % 32 < 16 ? 0 : map[i];
      }
      assertThat(right).isGreaterThan(4 * Math.abs(left));
    }
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 255);
    return bytes;
  }

  @Test
  void otherShapesAreRefused() {
    try (EncodedPictures model = EncodedPictures.of(RED_ON_THE_RIGHT, PictureEncoding.PNG, 0, 0)) {
      assertThatThrownBy(() -> model.shaped(3, 16, 16))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("[3, 16, 16]");
      assertThatThrownBy(
              () ->
                  ImageExplainer.of(model, EncodedPictures.preprocessing(Preprocessing.RAW))
                      .explain(noise(8, 8), Targets.index(0)))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("takes any height");
    }
    assertThatThrownBy(() -> PictureEncoding.named("gif")).hasMessageContaining("png, jpeg");
  }
}
