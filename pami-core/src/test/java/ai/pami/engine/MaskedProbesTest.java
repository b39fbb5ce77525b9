package ai.pami.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Domain;
import ai.pami.domain.Mask;
import ai.pami.domain.Prefix;
import ai.pami.domain.Ranking;
import ai.pami.domain.Region;
import ai.pami.domain.SoftMask;
import ai.pami.target.Activation;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Masks of all kinds in any order, whatever a slot held before. */
@Timeout(60)
class MaskedProbesTest {
  private static final int HEIGHT = 5;
  private static final int WIDTH = 9;
  private static final int N = HEIGHT * WIDTH;
  private static final Domain DOMAIN = Domain.of(HEIGHT, WIDTH);
  private static final Scoring SCORING =
      new Scoring(Activation.NONE, List.of(Target.value(0, "sum"), Target.value(1, "square")));

  private record Ask(Composer<double[]> composer, Mask mask, Source shown)
      implements Probe<double[]> {}

  private static Probes<Ask> probes(List<Ask> asks) {
    Iterator<Ask> iterator = asks.iterator();
    return new Probes<>() {
      @Override
      public Optional<Ask> next() {
        return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
      }

      @Override
      public long expected() {
        return asks.size();
      }
    };
  }

  private static ArrayComposer composer(SplittableRandom random) {
    return new ArrayComposer(
        DOMAIN, random.doubles(N, 1, 2).toArray(), random.doubles(N, -2, -1).toArray());
  }

  private static Mask mask(SplittableRandom random, List<Ranking> rankings) {
    switch (random.nextInt(3)) {
      case 0 -> {
        int start = random.nextInt(N);
        return random.nextInt(8) == 0
            ? Region.none()
            : Region.ofSpans(start, start + 1 + random.nextInt(N - start));
      }
      case 1 -> {
        return Prefix.of(rankings.get(random.nextInt(rankings.size())), random.nextInt(N + 1));
      }
      default -> {
        float[] cells = new float[6];
        for (int i = 0; i < cells.length; i++) {
          cells[i] = random.nextInt(5) / 4f;
        }
        return SoftMask.covering(DOMAIN, 2, cells);
      }
    }
  }

  private static List<Ask> randomAsks(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ArrayComposer> composers = List.of(composer(random), composer(random));
    List<Ranking> rankings =
        List.of(
            Ranking.descending(random.doubles(N).toArray()),
            Ranking.descending(random.doubles(N).toArray()));
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      asks.add(
          new Ask(
              composers.get(random.nextInt(4) == 0 ? 1 : 0),
              mask(random, rankings),
              random.nextInt(3) == 0 ? Source.BACKGROUND : Source.INPUT));
    }
    return asks;
  }

  /** How much of an element comes from the source shown. */
  private static double[] shares(Mask mask) {
    double[] shares = new double[N];
    if (mask instanceof Region region) {
      for (int i = 0; i < N; i++) {
        shares[i] = region.contains(i) ? 1 : 0;
      }
    } else if (mask instanceof Prefix prefix) {
      for (int rank = 0; rank < prefix.length(); rank++) {
        shares[prefix.ranking().element(rank)] = 1;
      }
    } else if (mask instanceof SoftMask soft) {
      float[] own = soft.shares();
      for (int i = 0; i < N; i++) {
        shares[i] = own[i];
      }
    }
    return shares;
  }

  /** The answer to a copy that is made from nothing. */
  private static double[] truth(Ask ask) {
    ArrayComposer composer = (ArrayComposer) ask.composer();
    double[] shares = shares(ask.mask());
    double[] copy = new double[N];
    for (int i = 0; i < N; i++) {
      double shown = ask.shown() == Source.INPUT ? composer.input()[i] : composer.background()[i];
      double other = ask.shown() == Source.INPUT ? composer.background()[i] : composer.input()[i];
      // The composer rounds 1 - share to a float before it multiplies.
      copy[i] = shares[i] * shown + (1 - (float) shares[i]) * other;
    }
    double[] answer = sums(copy);
    return new double[] {(float) answer[0], (float) answer[1]};
  }

  /** Every element of the copy shows in the answer. */
  private static double[] sums(double[] x) {
    double sum = 0;
    double square = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * (i + 1);
      square += x[i] * x[i];
    }
    return new double[] {sum, square};
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 3, 2", "2, 1, 3", "2, 64, 4", "7, 3, 5", "3, 16, 6", "0, 0, 7"})
  void everyProbeGetsTheScoreOfItsCopy(int threads, int batch, long seed) {
    List<Ask> asks = randomAsks(600, seed);
    List<Ask> answered = new ArrayList<>();
    EngineOptions options = EngineOptions.defaults().withThreads(threads).withBatch(batch);
    try (ProbeEngine<double[]> engine =
        new ProbeEngine<>(new FunctionModel(N, MaskedProbesTest::sums), options)) {
      engine.ask(
          probes(asks),
          SCORING,
          (ask, scores) -> {
            answered.add(ask);
            assertThat(scores).as("%s from %s", ask.mask(), ask.shown()).isEqualTo(truth(ask));
          });
    }
    assertThat(answered).isEqualTo(asks);
  }

  /** One slot walks up and down one order: only what lies between is written. */
  @Test
  void prefixesOfOneOrderCostWhatLiesBetween() {
    int[] written = {0};
    ArrayComposer plain = composer(new SplittableRandom(1));
    Composer<double[]> counting =
        new Composer<>() {
          @Override
          public Domain domain() {
            return DOMAIN;
          }

          @Override
          public void fill(double[] slot, Source source) {
            written[0] += N;
            plain.fill(slot, source);
          }

          @Override
          public void paint(double[] slot, Region region, Source source) {
            written[0] += region.size();
            plain.paint(slot, region, source);
          }

          @Override
          public void paint(double[] slot, Ranking ranking, int from, int to, Source source) {
            written[0] += to - from;
            plain.paint(slot, ranking, from, to, source);
          }

          @Override
          public void blend(double[] slot, SoftMask mask, Source shown) {
            written[0] += N;
            plain.blend(slot, mask, shown);
          }
        };
    Ranking ranking = Ranking.descending(new SplittableRandom(2).doubles(N).toArray());
    List<Ask> asks = new ArrayList<>();
    for (int length : new int[] {0, 10, 30, 45, 20, 21, 5}) {
      asks.add(new Ask(counting, Prefix.of(ranking, length), Source.INPUT));
    }
    EngineOptions options = EngineOptions.defaults().withThreads(1).withBatch(1);
    try (ProbeEngine<double[]> engine =
        new ProbeEngine<>(new FunctionModel(N, MaskedProbesTest::sums), options)) {
      engine.ask(probes(asks), SCORING, (ask, scores) -> {});
    }
    assertThat(written[0]).isEqualTo(N + 10 + 20 + 15 + 25 + 1 + 16);
  }
}
