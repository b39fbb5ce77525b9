package ai.pami.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Domain;
import ai.pami.domain.Mask;
import ai.pami.domain.Partition;
import ai.pami.domain.Prefix;
import ai.pami.domain.Ranking;
import ai.pami.domain.Region;
import ai.pami.domain.SlidingWindows;
import ai.pami.domain.SoftMask;
import ai.pami.trace.CompactMasks;
import ai.pami.trace.Trace.TracedMask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks of all kinds come back as they were. */
class MaskLinesTest {
  private static final Domain DOMAIN = Domain.of(9, 13);

  private final List<Mask> masks = new ArrayList<>();
  private final List<Partition> partitions = new ArrayList<>();

  private void draw(SplittableRandom random) {
    for (int p = 0; p < 3; p++) {
      int regions = 1 + random.nextInt(12);
      int[] labels = random.ints(DOMAIN.size(), 0, regions).toArray();
      Partition partition = Partition.of(DOMAIN, labels);
      partitions.add(partition);
      for (int i = 0; i < partition.count(); i++) {
        masks.add(partition.region(i));
      }
      for (int i = 0; i < 5; i++) {
        int kept = random.nextInt();
        masks.add(only(e -> (kept >> partition.regionOf(e) & 1) == 1));
      }
    }
    for (int i = 0; i < 10; i++) {
      int share = random.nextInt(101);
      masks.add(only(e -> random.nextInt(100) < share));
    }
    masks.add(Region.none());
    masks.add(Region.all(DOMAIN));
    SlidingWindows windows = SlidingWindows.discs(DOMAIN, 3, 2);
    for (int i = 0; i < windows.count(); i++) {
      masks.add(windows.region(i));
    }
    float[] cells = new float[12];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (float) random.nextDouble();
    }
    masks.add(SoftMask.covering(DOMAIN, 3, cells));
    masks.add(SoftMask.blocks(DOMAIN, 4, cells));
    masks.add(
        SoftMask.shifted(DOMAIN, 4, cells, 3.1, 1 / 3.0 + 5, random.nextDouble(), Math.PI / 7));
    Ranking ranking = Ranking.descending(random.doubles(DOMAIN.size()).toArray());
    masks.add(Prefix.of(ranking, 0));
    masks.add(Prefix.of(ranking, random.nextInt(DOMAIN.size())));
  }

  private static Region only(IntPredicate held) {
    List<Integer> spans = new ArrayList<>();
    for (int e = 0; e < DOMAIN.size(); e++) {
      if (held.test(e)) {
        spans.add(e);
        spans.add(e + 1);
      }
    }
    return Region.ofSpans(spans.stream().mapToInt(Integer::intValue).toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void comeBack(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    draw(random);
    CompactMasks compact = new CompactMasks(DOMAIN, masks, seed % 2 == 0 ? partitions : List.of());

    List<TracedMask> read =
        MaskLines.read(MaskLines.write(masks, compact), DOMAIN, compact.partitions());

    assertThat(read).hasSameSizeAs(masks);
    for (int i = 0; i < masks.size(); i++) {
      assertThat(read.get(i).fingerprint()).isEqualTo(masks.get(i).fingerprint());
      assertThat(read.get(i).mask().isPresent()).isEqualTo(!(masks.get(i) instanceof Prefix));
      if (masks.get(i) instanceof Region) {
        assertThat(read.get(i).mask()).contains(masks.get(i));
      }
    }
  }
}
