package ai.pami.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.pami.domain.Domain;
import ai.pami.domain.Ranking;
import ai.pami.domain.Region;
import ai.pami.engine.Source;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies are what the set of shown elements says, however they came about. */
class SeriesComposerTest {
  private static final int CHANNELS = 3;
  private static final int LENGTH = 29;

  private final Series series = Series.of(SeriesExplainerTest.noise(CHANNELS, LENGTH, 11));
  private final TimeCells cells = new TimeCells(LENGTH, 2);

  static Stream<SeriesBackground> backgrounds() {
    return Stream.of(
        SeriesBackgrounds.zero(),
        SeriesBackgrounds.mean(),
        SeriesBackgrounds.interpolation(),
        SeriesBackgrounds.noise(4));
  }

  private static Region region(BitSet elements) {
    int[] spans = new int[2 * elements.cardinality()];
    int n = 0;
    for (int e = elements.nextSetBit(0); e >= 0; e = elements.nextSetBit(e + 1)) {
      spans[n++] = e;
      spans[n++] = e + 1;
    }
    return n == 0 ? Region.none() : Region.ofSpans(spans);
  }

  @ParameterizedTest
  @MethodSource("backgrounds")
  void anyHistoryOfPaintingGivesTheSameCopy(SeriesBackground background) {
    SeriesComposer composer = new SeriesComposer(series, cells, background);
    int n = composer.domain().size();
    assertThat(composer.domain()).isEqualTo(Domain.of(CHANNELS, 15));
    float[] hidden = background.of(series);
    SplittableRandom random = new SplittableRandom(5);
    SeriesCopy copy = new SeriesCopy();
    composer.fill(copy, Source.INPUT);
    BitSet shown = new BitSet();
    shown.set(0, n);
    for (int step = 0; step < 300; step++) {
      int from = random.nextInt(n);
      int to = random.nextInt(from, n) + 1;
      Source source = random.nextInt(3) == 0 ? Source.INPUT : Source.BACKGROUND;
      composer.paint(copy, Region.ofSpans(from, to), source);
      shown.set(from, to, source == Source.INPUT);

      Series made = copy.input();
      SeriesCopy fresh = new SeriesCopy();
      composer.fill(fresh, Source.BACKGROUND);
      composer.paint(fresh, region(shown), Source.INPUT);
      assertThat(fresh.input()).isEqualTo(made);
      for (int e = 0; e < n; e++) {
        int c = e / 15;
        for (int t = cells.start(e % 15); t < cells.start(e % 15 + 1); t++) {
          if (shown.get(e)) {
            assertThat(made.value(c, t)).isEqualTo(series.value(c, t));
          } else if (!background.bridges()) {
            assertThat(made.value(c, t)).isEqualTo(hidden[c * LENGTH + t]);
          }
        }
      }
    }
    composer.paint(copy, Region.all(composer.domain()), Source.INPUT);
    assertThat(copy.input()).isEqualTo(series);
  }

  @ParameterizedTest
  @MethodSource("backgrounds")
  void anOrderHidesTheSameElementsAsARegion(SeriesBackground background) {
    SeriesComposer composer = new SeriesComposer(series, cells, background);
    int n = composer.domain().size();
    double[] keys = new SplittableRandom(1).doubles(n).toArray();
    Ranking order = Ranking.descending(keys);
    SeriesCopy byOrder = new SeriesCopy();
    composer.fill(byOrder, Source.INPUT);
    composer.paint(byOrder, order, 3, 20, Source.BACKGROUND);
    BitSet elements = new BitSet();
    for (int rank = 3; rank < 20; rank++) {
      elements.set(order.element(rank));
    }
    SeriesCopy byRegion = new SeriesCopy();
    composer.fill(byRegion, Source.INPUT);
    composer.paint(byRegion, region(elements), Source.BACKGROUND);
    assertThat(byOrder.input()).isEqualTo(byRegion.input());
  }

  @ParameterizedTest
  @MethodSource("gaps")
  void aBridgeIsAStraightLineFromNeighbourToNeighbour(int[] gap) {
    SeriesComposer composer =
        new SeriesComposer(series, new TimeCells(LENGTH, 1), SeriesBackgrounds.interpolation());
    SeriesCopy copy = new SeriesCopy();
    composer.fill(copy, Source.INPUT);
    composer.paint(copy, Region.ofSpans(LENGTH + gap[0], LENGTH + gap[1]), Source.BACKGROUND);
    Series made = copy.input();
    double before = gap[0] == 0 ? series.value(1, gap[1]) : series.value(1, gap[0] - 1);
    double behind = gap[1] == LENGTH ? series.value(1, gap[0] - 1) : series.value(1, gap[1]);
    for (int t = gap[0]; t < gap[1]; t++) {
      double share = (double) (t - gap[0] + 1) / (gap[1] - gap[0] + 1);
      assertThat(made.value(1, t))
          .isCloseTo((float) (before + share * (behind - before)), within(1e-5f));
    }
  }

  static Stream<int[]> gaps() {
    return Stream.of(new int[] {3, 4}, new int[] {3, 17}, new int[] {0, 5}, new int[] {20, LENGTH});
  }
}
