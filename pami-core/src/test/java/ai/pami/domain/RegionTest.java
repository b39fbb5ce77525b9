package ai.pami.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {

  @Test
  void joinsSpansThatTouch() {
    Region region = Region.ofSpans(2, 5, 5, 7, 9, 10);
    assertThat(region.spanCount()).isEqualTo(2);
    assertThat(region.size()).isEqualTo(6);
    assertThat(region).isEqualTo(Region.ofSpans(2, 7, 9, 10));
    assertThat(region.fingerprint()).isEqualTo(Region.ofSpans(2, 7, 9, 10).fingerprint());
  }

  @Test
  void refusesSpansOutOfOrder() {
    assertThatThrownBy(() -> Region.ofSpans(3, 3)).hasMessageContaining("[3, 3)");
    assertThatThrownBy(() -> Region.ofSpans(5, 8, 7, 9)).hasMessageContaining("[7, 9)");
    assertThatThrownBy(() -> Region.ofSpans(-1, 2)).hasMessageContaining("[-1, 2)");
    assertThatThrownBy(() -> Region.ofSpans(1)).hasMessageContaining("pairs");
  }

  @Test
  void ofNothingAndOfEverything() {
    Domain domain = Domain.of(3, 4);
    assertThat(Region.none().isEmpty()).isTrue();
    assertThat(Region.none().contains(0)).isFalse();
    assertThat(Region.all(domain).size()).isEqualTo(12);
    assertThat(Region.all(domain).fits(domain)).isTrue();
    assertThat(Region.all(domain).fits(Domain.of(11))).isFalse();
  }

  /** Whatever the elements, spans say exactly which they are. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void holdsExactlyItsElements(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 1 + random.nextInt(300);
    BitSet elements = new BitSet(n);
    double share = random.nextDouble();
    for (int i = 0; i < n; i++) {
      elements.set(i, random.nextDouble() < share);
    }
    Region region = of(elements);
    for (int i = 0; i < n; i++) {
      assertThat(region.contains(i)).isEqualTo(elements.get(i));
    }
    assertThat(region.size()).isEqualTo(elements.cardinality());
  }

  @Test
  void differentRegionsHaveDifferentFingerprints() {
    Map<Fingerprint, BitSet> seen = new HashMap<>();
    for (int bits = 0; bits < 1 << 14; bits++) {
      BitSet elements = BitSet.valueOf(new long[] {bits});
      assertThat(seen.put(of(elements).fingerprint(), elements)).isNull();
    }
  }

  private static Region of(BitSet elements) {
    int[] spans = new int[2 * elements.length() + 2];
    int n = 0;
    for (int from = elements.nextSetBit(0); from >= 0; ) {
      int end = elements.nextClearBit(from);
      spans[n++] = from;
      spans[n++] = end;
      from = elements.nextSetBit(end);
    }
    return Region.ofSpans(java.util.Arrays.copyOf(spans, n));
  }
}
