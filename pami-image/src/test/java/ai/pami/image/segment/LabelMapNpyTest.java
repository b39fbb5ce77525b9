package ai.pami.image.segment;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.pami.PamiException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Label maps from NumPy files. */
class LabelMapNpyTest {
  @TempDir private Path folder;

  static Stream<Arguments> integers() {
    return Stream.of(
        arguments("|u1", LITTLE_ENDIAN, new byte[] {3, 3, (byte) 200, 9, 3, 9}),
        arguments("|i1", LITTLE_ENDIAN, new byte[] {3, 3, 100, 9, 3, 9}),
        arguments("<u2", LITTLE_ENDIAN, new short[] {3, 3, (short) 65_000, 259, 3, 259}),
        arguments(">u2", BIG_ENDIAN, new short[] {3, 3, (short) 65_000, 259, 3, 259}),
        arguments("<i2", LITTLE_ENDIAN, new short[] {3, 3, 32_000, 259, 3, 259}),
        arguments(">i2", BIG_ENDIAN, new short[] {3, 3, 32_000, 259, 3, 259}),
        arguments("<i4", LITTLE_ENDIAN, new int[] {-3, -3, 70_000_000, 65_539, -3, 65_539}),
        arguments(">i4", BIG_ENDIAN, new int[] {-3, -3, 70_000_000, 65_539, -3, 65_539}),
        arguments("<u4", LITTLE_ENDIAN, new int[] {3, 3, 70_000_000, 65_539, 3, 65_539}),
        arguments("<i8", LITTLE_ENDIAN, new long[] {-3, -3, 1L << 33, 1 << 20, -3, 1 << 20}),
        arguments(">i8", BIG_ENDIAN, new long[] {3, 3, 1L << 33, 1 << 20, 3, 1 << 20}),
        arguments("<u8", LITTLE_ENDIAN, new long[] {3, 3, 1L << 33, 1L << 32, 3, 1L << 32}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("integers")
  void integersOfAllKindsAreLabels(String type, ByteOrder order, Object array) throws IOException {
    Path file = write(NpyBytes.of(type, order, array, 2, 3));
    assertThat(sameRegions(file, 3, 2)).containsExactly(0, 0, 2, 3, 0, 3);
  }

  @Test
  void truthValuesAreTwoRegions() throws IOException {
    Path file = write(NpyBytes.of("|b1", LITTLE_ENDIAN, new byte[] {1, 0, 0, 1}, 2, 2));
    assertThat(sameRegions(file, 2, 2)).containsExactly(0, 1, 1, 0);
  }

  @Test
  void columnsMayComeFirst() throws IOException {
    byte[] columns = {1, 4, 2, 5, 3, 6};
    String header = "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }";
    Path file = write(NpyBytes.file(1, header, columns));
    assertThat(labels(file, 3, 2)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyFormatVersionIsRead(int version) throws IOException {
    String header = "{'descr': '<i2', 'fortran_order': False, 'shape': (1, 3), }";
    byte[] data = NpyBytes.data(new short[] {8, 300, 8}, LITTLE_ENDIAN);
    assertThat(labels(write(NpyBytes.file(version, header, data)), 3, 1)).containsExactly(0, 1, 0);
  }

  @Test
  void aMapOfAnotherSizeIsSquashed() throws IOException {
    Path file = write(NpyBytes.of("|u1", LITTLE_ENDIAN, new byte[] {1, 2, 3, 4}, 2, 2));
    assertThat(labels(file, 3, 4)).containsExactly(0, 1, 1, 0, 1, 1, 2, 3, 3, 2, 3, 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<f4 ; (2, 3) ; integers",
        "<f8 ; (2, 3) ; integers",
        "<c8 ; (2, 3) ; integers",
        "<U4 ; (2, 3) ; integers",
        "|O ; (2, 3) ; integers",
        "<i4 ; (6,) ; two-axis",
        "<i4 ; () ; two-axis",
        "<i4 ; (1, 2, 3) ; two-axis",
        "<i4 ; (0, 3) ; holds no labels",
        "<i4 ; (20, 30) ; cut short",
        "<i4 ; (2000000000, 2000000000) ; cut short",
        "<i8 ; (2147483647, 2147483647) ; cut short",
        "<i4 ; (99999999999999999999, 3) ; (99999999999999999999, 3)"
      })
  void whatIsNoArrayOfLabelsIsRefusedByName(String type, String shape, String reason)
      throws IOException {
    String header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }";
    Path file = write(NpyBytes.file(1, header.formatted(type, shape), new byte[48]));
    assertRefused(file, reason);
  }

  @Test
  void recordsAreRefusedByName() throws IOException {
    String header = "{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (2, 3), }";
    assertRefused(write(NpyBytes.file(1, header, new byte[24])), "integers");
  }

  @Test
  void whatIsNoNumPyFileIsRefusedByName() throws IOException {
    assertRefused(write("1 2 3\n4 5 6\n".getBytes(StandardCharsets.US_ASCII)), "no NumPy file");
    assertRefused(write(new byte[0]), "no NumPy file");
    assertRefused(folder.resolve("missing.npy"), "not found");
    assertRefused(Files.createDirectory(folder.resolve("folder.npy")), "can't be read");
  }

  @Test
  void aFileCutShortAnywhereIsRefusedByName() throws IOException {
    byte[] bytes = NpyBytes.of("<u2", LITTLE_ENDIAN, new short[] {1, 2, 3, 4}, 2, 2);
    for (int length = 0; length < bytes.length; length++) {
      assertRefused(write(Arrays.copyOf(bytes, length)), "map.npy");
    }
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("map.npy"), bytes);
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> LabelMap.read(file))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  private static int[] labels(Path file, int width, int height) {
    return LabelMap.read(file).partition(SamplePictures.constant(width, height, 0)).labels();
  }

  /** For every element the first one of the same region: the regions whatever their numbers. */
  private static int[] sameRegions(Path file, int width, int height) {
    int[] labels = labels(file, width, height);
    int[] first = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      while (labels[first[i]] != labels[i]) {
        first[i]++;
      }
    }
    return first;
  }
}
