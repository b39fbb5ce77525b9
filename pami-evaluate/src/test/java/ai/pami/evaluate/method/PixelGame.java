package ai.pami.evaluate.method;

import ai.pami.evaluate.PixelModel;
import ai.pami.image.ImageMethod;
import ai.pami.image.picture.Picture;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A game of the pixels of one row: a picture of ones, over black, and any worth a coalition. */
final class PixelGame {
  private final int players;
  private final double[] worth;
  private final PixelModel model;
  private final Picture picture;

  /**
   * @param worth of every coalition, bit i of its number being player i; exact in float32
   */
  PixelGame(int players, double[] worth) {
    this.players = players;
    this.worth = worth;
    this.picture = PixelModel.ones(players, 1);
    this.model = new PixelModel(1, players, pixels -> new double[] {worth[coalition(pixels)]});
  }

  /** A game whose worth is random whatever the coalition. */
  static PixelGame random(int players, long seed) {
    double[] worth = new SplittableRandom(seed).doubles(1L << players, -1, 1).toArray();
    for (int i = 0; i < worth.length; i++) {
      worth[i] = (float) worth[i];
    }
    return new PixelGame(players, worth);
  }

  private int coalition(float[] pixels) {
    return IntStream.range(0, players).map(i -> pixels[3 * i] > 0 ? 1 << i : 0).sum();
  }

  int players() {
    return players;
  }

  double worth(int coalition) {
    return worth[coalition];
  }

  long asked() {
    return model.asked.get();
  }

  /** Shapley's definition: the mean over coalitions of what the player adds. */
  double shapley(int player) {
    double value = 0;
    for (int c = 0; c < worth.length; c++) {
      if ((c >> player & 1) == 0) {
        int size = Integer.bitCount(c);
        double share = 1.0 / players;
        for (int i = 1; i <= size; i++) {
          share *= (double) i / (players - i);
        }
        value += share * (worth[c | 1 << player] - worth[c]);
      }
    }
    return value;
  }

  /**
   * Owen's values of the tree of halves, by their definition: the mean of what each player adds
   * over all orders in which every half comes in as a whole before or after the other.
   */
  double[] owen() {
    double[] values = new double[players];
    List<List<Integer>> orders = orders(0, players);
    for (List<Integer> order : orders) {
      int coalition = 0;
      for (int player : order) {
        values[player] += (worth[coalition | 1 << player] - worth[coalition]) / orders.size();
        coalition |= 1 << player;
      }
    }
    return values;
  }

  private static List<List<Integer>> orders(int from, int to) {
    if (to - from == 1) {
      return List.of(List.of(from));
    }
    List<List<Integer>> orders = new ArrayList<>();
    for (List<Integer> first : orders(from, (from + to) / 2)) {
      for (List<Integer> second : orders((from + to) / 2, to)) {
        orders.add(IntStream.range(0, to - from).mapToObj(i -> of(first, second, i)).toList());
        orders.add(IntStream.range(0, to - from).mapToObj(i -> of(second, first, i)).toList());
      }
    }
    return orders;
  }

  private static int of(List<Integer> a, List<Integer> b, int i) {
    return i < a.size() ? a.get(i) : b.get(i - a.size());
  }

  /** The map that {@code method} makes of the game. */
  double[] explain(ImageMethod method) {
    return model.explainer(method).explain(picture, Targets.index(0)).map(0).values();
  }
}
