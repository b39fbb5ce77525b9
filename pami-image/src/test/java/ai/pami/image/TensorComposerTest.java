package ai.pami.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.SoftMask;
import ai.pami.engine.Source;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.TestPictures;
import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorComposerTest {
  private static final int WIDTH = 7;
  private static final int HEIGHT = 5;

  @ParameterizedTest
  @CsvSource({
    "FLOAT32,NCHW,RGB", "FLOAT32,NHWC,BGR", "FLOAT32,NCHW,GREY", "FLOAT32,NHWC,GREY",
    "FLOAT16,NCHW,RGB", "FLOAT16,NHWC,RGB", "UINT8,NCHW,BGR", "UINT8,NHWC,RGB"
  })
  void aSoftMaskMixesEachNumberByItsPixelsShare(
      ElementType type, Layout layout, Channels channels) {
    int count = channels.count();
    Picture picture = TestPictures.noise(WIDTH, HEIGHT, 1);
    float[] background = TestPictures.noise(WIDTH, HEIGHT, 2).toFloats();
    List<Integer> shape =
        layout == Layout.NCHW ? List.of(1, count, HEIGHT, WIDTH) : List.of(1, HEIGHT, WIDTH, count);
    ImageInput input =
        ImageInput.of(
            new TensorInfo("x", type, shape),
            Preprocessing.RAW.ordered(channels).laidOut(layout),
            picture);
    TensorComposer composer = new TensorComposer(input, picture.toFloats(), background);
    ByteBuffer top = buffer(input.encode(picture.toFloats()));
    ByteBuffer bottom = buffer(input.encode(background));
    float[] cells = new float[6];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = random.nextInt(5) / 4f;
    }
    SoftMask mask = SoftMask.covering(picture.domain(), 2, cells);
    float[] shares = mask.shares();
    ByteBuffer slot = buffer(new byte[top.capacity()]);
    for (Source shown : Source.values()) {
      composer.blend(slot, mask, shown);
      for (int i = 0; i < count * WIDTH * HEIGHT; i++) {
        int pixel = layout == Layout.NCHW ? i % (WIDTH * HEIGHT) : i / count;
        double share = shown == Source.INPUT ? shares[pixel] : 1 - shares[pixel];
        double expected = share * type.read(top, i) + (1 - share) * type.read(bottom, i);
        double precision = type == ElementType.FLOAT32 ? 1e-4 : type.bytes() == 2 ? 0.07 : 0.5001;
        assertThat((double) type.read(slot, i)).isCloseTo(expected, within(precision));
      }
    }
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }
}
