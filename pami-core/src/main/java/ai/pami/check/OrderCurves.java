package ai.pami.check;

import ai.pami.domain.Domain;
import ai.pami.domain.Prefix;
import ai.pami.domain.Ranking;
import ai.pami.engine.Composer;
import ai.pami.engine.Copies;
import ai.pami.engine.Source;
import ai.pami.explanation.ImportanceMap;
import ai.pami.quality.Curves;
import ai.pami.quality.ScoreCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The insertion and deletion curves of one map, and of the same map at random other places. */
final class OrderCurves<S> {
  /** One order's answers: {@code [shares]}, each with all scores. */
  private static final class Walk {
    final Ranking order;
    final double[][] inserted;
    final double[][] deleted;

    Walk(Ranking order, int shares) {
      this.order = order;
      this.inserted = new double[shares][];
      this.deleted = new double[shares][];
    }

    boolean isComplete() {
      for (int i = 0; i < inserted.length; i++) {
        if (inserted[i] == null || deleted[i] == null) {
          return false;
        }
      }
      return true;
    }
  }

  private final Aim aim;
  private final int size;
  private final List<Double> shares;
  private final List<Walk> walks = new ArrayList<>();

  OrderCurves(Aim aim, ImportanceMap map, List<Double> shares, int randomOrders) {
    this.aim = aim;
    this.shares = shares;
    Domain domain = map.domain();
    this.size = domain.size();
    double[] values = map.values();
    for (int i = 0; i < values.length; i++) {
      values[i] *= aim.direction();
    }
    walks.add(new Walk(Ranking.descending(values), shares.size()));
    for (int i = 0; i < randomOrders; i++) {
      double[] moved = RandomPlace.of(domain, i).move(values);
      walks.add(new Walk(Ranking.descending(moved), shares.size()));
    }
  }

  /** The map's own order. */
  Ranking order() {
    return walks.get(0).order;
  }

  /** Adds the copies; the two searches learn from the map's own. */
  void addTo(Copies<S> copies, Composer<S> composer, PartSearch sufficient, PartSearch necessary) {
    for (Walk walk : walks) {
      boolean own = walk == walks.get(0);
      for (Source source : Source.values()) {
        boolean inserts = source == Source.INPUT;
        for (int i = 0; i < shares.size(); i++) {
          int at = i;
          int length = length(shares.get(i));
          copies.add(
              composer,
              Prefix.of(walk.order, length),
              source,
              scores -> {
                (inserts ? walk.inserted : walk.deleted)[at] = scores;
                if (own) {
                  (inserts ? sufficient : necessary).learn(length, scores);
                }
              });
        }
      }
    }
  }

  private int length(double share) {
    return (int) Math.max(1, Math.min(size - 1L, Math.round(share * size)));
  }

  /** The curves, or empty if the map's own or every random one was not answered in full. */
  Optional<Curves> curves() {
    List<Walk> random = walks.stream().skip(1).filter(Walk::isComplete).toList();
    Walk own = walks.get(0);
    if (random.isEmpty() || !own.isComplete()) {
      return Optional.empty();
    }
    double mean = random.stream().mapToDouble(this::merit).average().orElseThrow();
    double best = random.stream().mapToDouble(this::merit).max().orElseThrow();
    double range = range();
    return Optional.of(
        new Curves(
            insertion(List.of(own)),
            deletion(List.of(own)),
            insertion(random),
            deletion(random),
            random.size(),
            range > 0 ? (merit(own) - mean) / range : 0,
            merit(own) > best));
  }

  /** Half of what lies between a walk's two curves, in the score's units; more is better. */
  private double merit(Walk walk) {
    double between = insertion(List.of(walk)).area() - deletion(List.of(walk)).area();
    return aim.direction() * between / 2;
  }

  /** Of all scores that were seen. */
  double range() {
    double min = Math.min(aim.score(), aim.background());
    double max = Math.max(aim.score(), aim.background());
    for (Walk walk : walks) {
      for (double[][] answers : List.of(walk.inserted, walk.deleted)) {
        for (double[] scores : answers) {
          min = scores == null ? min : Math.min(min, scores[aim.index()]);
          max = scores == null ? max : Math.max(max, scores[aim.index()]);
        }
      }
    }
    return max - min;
  }

  private ScoreCurve insertion(List<Walk> mean) {
    return curve(aim.background(), mean.stream().map(walk -> walk.inserted).toList(), aim.score());
  }

  private ScoreCurve deletion(List<Walk> mean) {
    return curve(aim.score(), mean.stream().map(walk -> walk.deleted).toList(), aim.background());
  }

  private ScoreCurve curve(double first, List<double[][]> answers, double last) {
    List<Double> x = new ArrayList<>(List.of(0.0));
    List<Double> y = new ArrayList<>(List.of(first));
    for (int i = 0; i < shares.size(); i++) {
      int at = i;
      x.add((double) length(shares.get(i)) / size);
      y.add(answers.stream().mapToDouble(a -> a[at][aim.index()]).average().orElseThrow());
    }
    x.add(1.0);
    y.add(last);
    return new ScoreCurve(x, y);
  }
}
