package ai.pami.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that is not as it was written is refused, whatever happened to it. */
class DamageTest {
  private static final byte[] WHOLE = Bundles.bytes();

  private static void assertRefused(byte[] bytes, String what) {
    assertThatThrownBy(() -> ImageBundle.read("b.pami", bytes))
        .as(what)
        .isInstanceOf(PamiException.class)
        .hasMessageMatching("(?s)b\\.pami: .*(damaged|cut short|not a bundle).*");
  }

  @Test
  void theWholeOneIsRead() {
    assertThat(ImageBundle.read("b.pami", WHOLE).trace().trace().questions()).isNotEmpty();
  }

  @Test
  void oneChangedByteAnywhereIsFound() {
    for (int i = 0; i < WHOLE.length; i++) {
      // Every bit of a byte in turn, as i goes on, and case of letters and digits among them.
      for (int change : new int[] {1 << (i % 8), 0x20, 0xFF}) {
        byte[] damaged = WHOLE.clone();
        damaged[i] ^= (byte) change;
        assertRefused(damaged, "byte %d of %d changed by %d".formatted(i, WHOLE.length, change));
      }
    }
  }

  @Test
  void everyShorterFileIsFound() {
    for (int length = 0; length < WHOLE.length; length++) {
      assertRefused(Arrays.copyOf(WHOLE, length), "cut to %d bytes".formatted(length));
    }
  }

  @Test
  void whatIsPutBeforeOrBehindOrTakenOutIsFound() {
    for (int value : new int[] {0, ' ', '\n', 'P', 'f', 255}) {
      byte[] longer = Arrays.copyOf(WHOLE, WHOLE.length + 1);
      longer[WHOLE.length] = (byte) value;
      assertRefused(longer, value + " behind");
      byte[] moved = new byte[WHOLE.length + 1];
      System.arraycopy(WHOLE, 0, moved, 1, WHOLE.length);
      moved[0] = (byte) value;
      assertRefused(moved, value + " before");
    }
    byte[] twice = Arrays.copyOf(WHOLE, 2 * WHOLE.length);
    System.arraycopy(WHOLE, 0, twice, WHOLE.length, WHOLE.length);
    assertRefused(twice, "twice");
    byte[] without = new byte[WHOLE.length - 1];
    System.arraycopy(WHOLE, 0, without, 0, 100);
    System.arraycopy(WHOLE, 101, without, 100, without.length - 100);
    assertRefused(without, "a byte taken out");
  }

  @Test
  void theDamagedPartIsNamed() {
    String text = new String(WHOLE, StandardCharsets.ISO_8859_1);
    byte[] damaged = WHOLE.clone();
    damaged[text.indexOf("scores.npy") + 40] ^= 4;
    assertThatThrownBy(() -> ImageBundle.read("b.pami", damaged))
        .hasMessage(
            "b.pami: the bundle is damaged: bytes were changed after it was sealed, first seen in scores.npy");
  }

  @Test
  void anEmptyFileAFolderAndNoFileAreNamed(@TempDir Path folder) throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.pami"));
    assertThatThrownBy(() -> ImageBundle.read(empty)).hasMessageContaining("not a bundle");
    assertThatThrownBy(() -> ImageBundle.read(folder)).hasMessageContaining("can't be read");
    assertThatThrownBy(() -> ImageBundle.read(folder.resolve("none")))
        .hasMessageContaining("bundle not found");
  }

  @Test
  void aNewerVersionIsNamed() {
    byte[] newer = WHOLE.clone();
    int at = new String(WHOLE, StandardCharsets.ISO_8859_1).lastIndexOf("pami-bundle/1") + 12;
    newer[at] = '2';
    System.arraycopy(
        Sha256.of(newer, newer.length - 64).getBytes(StandardCharsets.US_ASCII),
        0,
        newer,
        newer.length - 64,
        64);
    assertThatThrownBy(() -> ImageBundle.read("b.pami", newer))
        .isInstanceOf(PamiException.class)
        .hasMessage(
            "b.pami: the bundle is of the newer version 2, and this program reads up to 1: use a newer one");
  }

  @Test
  void nonsenseUnderAWholeSealIsNamed() {
    Map<String, byte[]> entries = SealedZip.unpack(WHOLE, "b");
    for (String entry : entries.keySet()) {
      if (entry.startsWith("input/")) {
        continue;
      }
      Map<String, byte[]> without = new LinkedHashMap<>(entries);
      without.remove(entry);
      assertNonsense(entry + " taken out", () -> read(without));
      Map<String, byte[]> changed = new LinkedHashMap<>(entries);
      changed.put(entry, Arrays.copyOf(entries.get(entry), entries.get(entry).length / 2));
      assertNonsense(entry + " halved", () -> read(changed));
      changed.put(entry, "{}\n".getBytes(StandardCharsets.UTF_8));
      assertNonsense(entry + " without content", () -> read(changed));
    }
  }

  private static void assertNonsense(String what, ThrowingCallable read) {
    assertThatThrownBy(read)
        .as(what)
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(
            "the bundle's seal is whole, but its content is not what it should be");
  }

  private static ImageBundle read(Map<String, byte[]> entries) {
    return ImageBundle.read("b.pami", SealedZip.pack(entries));
  }
}
