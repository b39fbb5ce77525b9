package ai.pami.evaluate.method;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Which coalitions KernelSHAP asks, in pairs of a coalition and its complement, and how much each
 * counts.
 *
 * <p>The Shapley kernel gives all coalitions of k of M players together the weight {@code (M - 1) /
 * (k (M - k))}. As in SHAP's KernelExplainer, sizes are taken from the outside in (1 and M-1, 2 and
 * M-2, ...) and asked completely as long as the samples that are left, shared out by weight, would
 * suffice for that; the others are drawn at random, sizes by their weight, and share the weight of
 * those sizes equally.
 */
final class ShapleySampling implements Supplier<BitSet> {
  private final int players;
  private final SplittableRandom random;
  private final double[] sizeWeights;
  private final int completeSizes;
  private final long count;
  private final long enumerated;
  private final double drawnWeight;
  private final Deque<BitSet> ready = new ArrayDeque<>();
  private int size = 1;
  private int[] combination;

  /**
   * @param samples at most so many coalitions
   */
  ShapleySampling(int players, long samples, long seed) {
    this.players = players;
    this.random = new SplittableRandom(seed);
    int sizes = players / 2;
    this.sizeWeights = new double[sizes + 1];
    double total = 0;
    for (int k = 1; k <= sizes; k++) {
      sizeWeights[k] = (players - 1.0) / ((double) k * (players - k)) * (2 * k == players ? 1 : 2);
      total += sizeWeights[k];
    }
    double left = 0;
    for (int k = 1; k <= sizes; k++) {
      sizeWeights[k] /= total;
      left += sizeWeights[k];
    }
    boolean all = players <= 40 && (1L << players) - 2 <= samples;
    int complete = 0;
    long asked = 0;
    while (complete < sizes) {
      double coalitions = coalitions(complete + 1);
      double share = (samples - asked) * (sizeWeights[complete + 1] / left);
      if (!all && share < coalitions * (1 - 1e-8)) {
        break;
      }
      complete++;
      asked += (long) coalitions;
      left -= sizeWeights[complete];
    }
    this.completeSizes = complete;
    this.enumerated = asked;
    this.drawnWeight = complete == sizes ? 0 : left;
    this.count = complete == sizes ? asked : samples;
    this.combination = sizes == 0 ? new int[0] : first(1);
  }

  /** How many coalitions of {@code k} or {@code players - k} players there are. */
  private double coalitions(int k) {
    double choose = 1;
    for (int i = 1; i <= k; i++) {
      choose = choose * (players - k + i) / i;
    }
    return Math.rint(choose) * (2 * k == players ? 1 : 2);
  }

  private static int[] first(int k) {
    int[] first = new int[k];
    for (int i = 0; i < k; i++) {
      first[i] = i;
    }
    return first;
  }

  /** How many coalitions there will be. */
  long count() {
    return count;
  }

  /**
   * The weight of each of the coalitions asked; those drawn at random share theirs.
   *
   * @param asked the first coalitions, in the order they were given
   */
  double[] weights(Coalitions asked) {
    double[] weights = new double[asked.size()];
    for (int i = 0; i < weights.length; i++) {
      if (i < enumerated) {
        int k = asked.coalition(i).cardinality();
        int folded = Math.min(k, players - k);
        weights[i] = sizeWeights[folded] / coalitions(folded);
      } else {
        weights[i] = drawnWeight / (weights.length - enumerated);
      }
    }
    return weights;
  }

  @Override
  public BitSet get() {
    if (ready.isEmpty()) {
      if (size <= completeSizes) {
        enumerate();
      } else {
        draw();
      }
    }
    return ready.remove();
  }

  private void enumerate() {
    BitSet on = new BitSet(players);
    for (int player : combination) {
      on.set(player);
    }
    ready.add(on);
    if (2 * size != players) {
      ready.add(complement(on));
    }
    if (!advance()) {
      size++;
      combination = size <= completeSizes ? first(size) : new int[0];
    }
  }

  /** The next combination in lexicographic order; false after the last. */
  private boolean advance() {
    int k = combination.length;
    int i = k - 1;
    while (i >= 0 && combination[i] == players - k + i) {
      i--;
    }
    if (i < 0) {
      return false;
    }
    combination[i]++;
    for (int j = i + 1; j < k; j++) {
      combination[j] = combination[j - 1] + 1;
    }
    return true;
  }

  private void draw() {
    double at = random.nextDouble() * drawnWeight;
    int k = completeSizes + 1;
    while (k < sizeWeights.length - 1 && at >= sizeWeights[k]) {
      at -= sizeWeights[k++];
    }
    List<Integer> order = new ArrayList<>();
    for (int player = 0; player < players; player++) {
      order.add(player);
    }
    BitSet on = new BitSet(players);
    for (int i = 0; i < k; i++) {
      int other = random.nextInt(i, players);
      int chosen = order.set(other, order.get(i));
      on.set(chosen);
    }
    ready.add(on);
    ready.add(complement(on));
  }

  private BitSet complement(BitSet on) {
    BitSet complement = new BitSet(players);
    complement.set(0, players);
    complement.andNot(on);
    return complement;
  }
}
