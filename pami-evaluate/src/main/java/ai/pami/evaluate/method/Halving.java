package ai.pami.evaluate.method;

import ai.pami.domain.Domain;
import ai.pami.engine.Probes;
import ai.pami.engine.Source;
import ai.pami.explanation.ImportanceMap;
import ai.pami.method.Baseline;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The questions of {@link HierarchicalShap}. A rectangle in a context knows the scores without and
 * with it; halving it asks for the context with either half, after which each half stands in two
 * contexts, without and with the other, of half the weight.
 */
final class Halving implements Probes<MaskProbe> {
  /** Rectangles taken out of the queue at a time, whatever threads and batch: SHAP's ten copies. */
  private static final int TOGETHER = 5;

  /**
   * A rectangle in a context.
   *
   * @param number in the order of making; settles ties
   */
  private record Node(
      Rectangle rectangle,
      Context context,
      Scores without,
      Scores with,
      double weight,
      double urgency,
      long number) {}

  /** A node being halved; the scores of its halves come in one after the other. */
  private record Split(Node node, Rectangle first, Rectangle second) {}

  private final Baseline<ByteBuffer> baseline;
  private final Domain domain;
  private final int targets;
  private final long calls;
  private final PriorityQueue<Node> queue =
      new PriorityQueue<>(
          Comparator.comparingDouble((Node node) -> -node.urgency())
              .thenComparingLong(Node::number));
  private final List<Node> pixels = new ArrayList<>();
  private final Deque<Split> splitting = new ArrayDeque<>();
  private final Deque<MaskProbe> ready = new ArrayDeque<>();
  private Scores firstHalf;
  private long nodes;
  private long asked;
  private long answered;

  Halving(Baseline<ByteBuffer> baseline, long calls) {
    this.baseline = baseline;
    this.domain = baseline.composer().domain();
    this.calls = calls;
    Scores nothing = new Scores(baseline.backgroundScores());
    Scores all = new Scores(baseline.inputScores());
    this.targets = all.values.length;
    add(new Rectangle(0, 0, domain.extent(0), domain.extent(1)), Context.EMPTY, nothing, all, 1);
  }

  private void add(
      Rectangle rectangle, Context context, Scores without, Scores with, double weight) {
    Node node =
        new Node(
            rectangle, context, without, with, weight, weight * with.farthest(without), nodes++);
    if (rectangle.size() == 1) {
      pixels.add(node);
    } else {
      queue.add(node);
    }
  }

  @Override
  public Optional<MaskProbe> next() {
    if (ready.isEmpty() && splitting.isEmpty()) {
      takeOut();
    }
    return Optional.ofNullable(ready.poll());
  }

  private void takeOut() {
    while (splitting.size() < TOGETHER && asked + 2 <= calls && !queue.isEmpty()) {
      Node node = queue.remove();
      Rectangle first = node.rectangle().firstHalf();
      Rectangle second = node.rectangle().secondHalf();
      splitting.add(new Split(node, first, second));
      for (Rectangle half : List.of(first, second)) {
        ready.add(
            new MaskProbe(
                baseline.composer(), node.context().and(half).region(domain), Source.INPUT, asked));
        asked++;
      }
    }
  }

  @Override
  public boolean waits() {
    return true;
  }

  @Override
  public long expected() {
    return calls;
  }

  void answered(MaskProbe probe, double[] answer) {
    answered++;
    Scores scores = new Scores(answer);
    if (probe.number() % 2 == 0) {
      firstHalf = scores;
      return;
    }
    Split split = splitting.remove();
    Node node = split.node();
    Context context = node.context();
    Scores secondHalf = scores;
    double weight = node.weight() / 2;
    add(split.first(), context, node.without(), firstHalf, weight);
    add(split.first(), context.and(split.second()), secondHalf, node.with(), weight);
    add(split.second(), context, node.without(), secondHalf, weight);
    add(split.second(), context.and(split.first()), firstHalf, node.with(), weight);
  }

  /** How many answers were used. */
  long answers() {
    return answered;
  }

  /** How many rectangles in a context there are at the end. */
  int rectangles() {
    return queue.size() + pixels.size() + splitting.size();
  }

  /** A map a target, of what is known now. */
  List<ImportanceMap> maps() {
    List<Node> ends = new ArrayList<>(pixels);
    ends.addAll(queue);
    splitting.forEach(split -> ends.add(split.node()));
    ends.sort(Comparator.comparingLong(Node::number));
    double[][] values = new double[targets][domain.size()];
    int[] coverage = new int[domain.size()];
    for (Node end : ends) {
      Rectangle area = end.rectangle();
      for (int y = area.top(); y < area.bottom(); y++) {
        for (int i = y * domain.extent(1) + area.left();
            i < y * domain.extent(1) + area.right();
            i++) {
          coverage[i]++;
          for (int k = 0; k < targets; k++) {
            double gain = end.with().values[k] - end.without().values[k];
            values[k][i] += end.weight() * gain / area.size();
          }
        }
      }
    }
    double[] unknown = new double[domain.size()];
    Arrays.fill(unknown, Double.NaN);
    return Arrays.stream(values)
        .map(map -> ImportanceMap.of(domain, map, unknown, coverage))
        .toList();
  }

  /** The scores of one copy, {@code [targets]}. */
  private static final class Scores {
    private final double[] values;

    Scores(double[] values) {
      this.values = values;
    }

    /** The largest difference among the targets. */
    double farthest(Scores other) {
      double farthest = 0;
      for (int k = 0; k < values.length; k++) {
        farthest = Math.max(farthest, Math.abs(values[k] - other.values[k]));
      }
      return farthest;
    }
  }
}
