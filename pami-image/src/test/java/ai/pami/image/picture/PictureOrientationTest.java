package ai.pami.image.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The camera's note of where the first row and column belong (EXIF 2.3, tag 0x0112). */
class PictureOrientationTest {
  /** Six blocks of 16x16 pixels, no two alike: any turn or mirroring shows. */
  private static final int[][] BLOCKS = {
    {0xC83214, 0x14C832, 0x3214C8},
    {0xC8C8C8, 0x323232, 0xC8C814}
  };

  private static final int BLOCK = 16;

  private enum Side {
    TOP,
    RIGHT,
    BOTTOM,
    LEFT
  }

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, TOP, LEFT",
    "2, TOP, RIGHT",
    "3, BOTTOM, RIGHT",
    "4, BOTTOM, LEFT",
    "5, LEFT, TOP",
    "6, RIGHT, TOP",
    "7, RIGHT, BOTTOM",
    "8, LEFT, BOTTOM"
  })
  void thePictureIsBroughtUpright(int orientation, Side firstRow, Side firstColumn) {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      byte[] file = withExif(jpeg(stored(firstRow, firstColumn)), exif(orientation, order));
      assertUpright(TestPictures.read(folder, "turned.jpg", file));
      assertThat(PictureReader.ofDefaults().size(folder.resolve("turned.jpg")))
          .isEqualTo(new PictureSize(3 * BLOCK, 2 * BLOCK));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65535})
  void orientationsThatDoNotExistAreIgnored(int orientation) {
    byte[] file =
        withExif(jpeg(stored(Side.TOP, Side.LEFT)), exif(orientation, ByteOrder.BIG_ENDIAN));
    assertUpright(TestPictures.read(folder, "odd.jpg", file));
  }

  @Test
  void aDamagedNoteIsIgnored() {
    SplittableRandom random = new SplittableRandom(3);
    byte[] jpeg = jpeg(stored(Side.TOP, Side.LEFT));
    byte[] exif = exif(1, ByteOrder.BIG_ENDIAN);
    for (int i = 0; i < 100; i++) {
      byte[] wrong = exif.clone();
      for (int at = 6; at < wrong.length; at++) {
        // Not the orientation itself, which may be any.
        if (at < 16 || at > 25) {
          wrong[at] = random.nextInt(3) == 0 ? (byte) random.nextInt(256) : wrong[at];
        }
      }
      assertThat(TestPictures.read(folder, "wrong.jpg", withExif(jpeg, wrong)).width())
          .isEqualTo(3 * BLOCK);
    }
    byte[] cut = Arrays.copyOf(exif, 17);
    assertUpright(TestPictures.read(folder, "cut.jpg", withExif(jpeg, cut)));
  }

  /** The file's pixels of the upright picture, given where the file's first row and column lie. */
  private static Picture stored(Side firstRow, Side firstColumn) {
    boolean transposed = firstRow == Side.LEFT || firstRow == Side.RIGHT;
    int rows = BLOCK * (transposed ? 3 : 2);
    int columns = BLOCK * (transposed ? 2 : 3);
    byte[] rgb = new byte[3 * rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int x = transposed ? from(firstRow, row, rows) : from(firstColumn, column, columns);
        int y = transposed ? from(firstColumn, column, columns) : from(firstRow, row, rows);
        int colour = BLOCKS[y / BLOCK][x / BLOCK];
        for (int c = 0; c < 3; c++) {
          rgb[3 * (row * columns + column) + c] = (byte) (colour >> (16 - 8 * c));
        }
      }
    }
    return Picture.of(columns, rows, rgb);
  }

  /** A distance from a side as a coordinate of the upright picture. */
  private static int from(Side side, int distance, int extent) {
    return side == Side.TOP || side == Side.LEFT ? distance : extent - 1 - distance;
  }

  private static void assertUpright(Picture picture) {
    assertThat(picture).hasToString("a picture of 48x32");
    for (int i = 0; i < picture.width() * picture.height(); i++) {
      int x = i % picture.width();
      int y = i / picture.width();
      for (int c = 0; c < 3 && isInsideBlock(x) && isInsideBlock(y); c++) {
        int wanted = BLOCKS[y / BLOCK][x / BLOCK] >> (16 - 8 * c) & 0xFF;
        assertThat(picture.value(i, c))
            .as("(%d, %d), channel %d", x, y, c)
            .isBetween(wanted - 3, wanted + 3);
      }
    }
  }

  /** Where the decoder's interpolation of colours does not reach the neighbouring block. */
  private static boolean isInsideBlock(int coordinate) {
    return coordinate % BLOCK >= 2 && coordinate % BLOCK < BLOCK - 2;
  }

  private static byte[] jpeg(Picture picture) {
    return TestPictures.jpeg(picture.toImage(), false);
  }

  /** A JPEG's EXIF segment is the first after the start marker. */
  private static byte[] withExif(byte[] jpeg, byte[] exif) {
    ByteBuffer segment = ByteBuffer.allocate(4 + exif.length);
    segment.putShort((short) 0xFFE1).putShort((short) (2 + exif.length)).put(exif);
    return TestPictures.insert(jpeg, 2, segment.array());
  }

  /** The least EXIF block: a TIFF header and one directory of one entry. */
  private static byte[] exif(int orientation, ByteOrder order) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
    tiff.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
    tiff.putShort((short) 42).putInt(8);
    tiff.putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    tiff.putInt(0);
    bytes.writeBytes(tiff.array());
    return bytes.toByteArray();
  }
}
