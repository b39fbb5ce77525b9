package ai.pami.evaluate.method;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/** Which players were on in each copy that was asked, and its scores. A bit a player and copy. */
final class Coalitions {
  private final int players;
  private final List<BitSet> on = new ArrayList<>();
  private final List<double[]> scores = new ArrayList<>();

  Coalitions(int players) {
    this.players = players;
  }

  /** A coalition that holds each player with probability 1/2. */
  static BitSet random(int players, SplittableRandom random) {
    BitSet on = new BitSet(players);
    for (int player = 0; player < players; player++) {
      on.set(player, random.nextBoolean());
    }
    return on;
  }

  /** Adds one copy; neither argument may change later. */
  void add(BitSet coalition, double[] copyScores) {
    on.add(coalition);
    scores.add(copyScores);
  }

  int players() {
    return players;
  }

  int size() {
    return on.size();
  }

  BitSet coalition(int i) {
    return on.get(i);
  }

  /** The scores of copy {@code i}, {@code [targets]}. */
  double[] scores(int i) {
    return scores.get(i);
  }

  /** How many copies showed each player, {@code [players]}. */
  int[] coverage() {
    int[] coverage = new int[players];
    for (BitSet coalition : on) {
      coalition.stream().forEach(player -> coverage[player]++);
    }
    return coverage;
  }
}
