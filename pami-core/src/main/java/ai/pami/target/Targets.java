package ai.pami.target;

import ai.pami.PamiException;
import ai.pami.domain.Region;
import ai.pami.model.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Chooses what to explain once the model has answered for the unmasked input. All targets chosen
 * are explained from the same model calls.
 *
 * <p>Example: {@code Targets.top(3)}, {@code Targets.index(1, 5)}, {@code
 * Targets.label("goldfish")}, {@code Targets.parse("top1,goldfish")}.
 */
@FunctionalInterface
public interface Targets {
  /**
   * The targets chosen, at least one, none twice.
   *
   * @param output what the model answered for the unmasked input, activation applied
   * @throws PamiException if a chosen target does not exist
   */
  List<Target> choose(Output output, Labels labels);

  /** The {@code k} classes of highest score, highest first; ties in index order. */
  static Targets top(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("top-k needs a k of at least 1, not " + k);
    }
    return (output, labels) -> {
      OutputShape.requireClasses(output, labels);
      if (k > output.size()) {
        throw new PamiException("top%d: the model has only %d outputs".formatted(k, output.size()));
      }
      return IntStream.range(0, output.size())
          .boxed()
          .sorted(Comparator.comparingDouble((Integer i) -> -output.get(i)).thenComparing(i -> i))
          .limit(k)
          .map(i -> Target.value(i, labels.label(i)))
          .toList();
    };
  }

  /** The outputs of the given indices, 0-based. */
  static Targets index(int... indices) {
    int[] copy = indices.clone();
    return (output, labels) -> {
      OutputShape.requireClasses(output, labels);
      for (int i : copy) {
        if (i < 0 || i >= output.size()) {
          throw new PamiException(
              "target %d: the model's outputs are numbered 0..%d".formatted(i, output.size() - 1));
        }
      }
      return Arrays.stream(copy).mapToObj(i -> Target.value(i, labels.label(i))).toList();
    };
  }

  /** The class of the given name; see {@link Labels#index}. */
  static Targets label(String name) {
    return (output, labels) -> {
      OutputShape.requireClasses(output, labels);
      return List.of(Target.value(labels.index(name), labels.label(labels.index(name))));
    };
  }

  /**
   * The class of the {@code k}-th highest score alone; equal scores in index order.
   *
   * @param k from 1
   */
  static Targets ranked(int k) {
    Targets first = top(k);
    return (output, labels) -> List.of(first.choose(output, labels).get(k - 1));
  }

  /**
   * Every class of a score of at least {@code threshold}, highest first: all that a multi-label
   * model says is there. The activation should be {@link Activation#SIGMOID} where the model ends
   * in logits.
   *
   * @throws PamiException on choosing, if there is none, naming the highest
   */
  static Targets atLeast(double threshold) {
    return (output, labels) -> {
      List<Target> all = top(output.size()).choose(output, labels);
      List<Target> there =
          all.stream().filter(one -> one.score().applyAsDouble(output) >= threshold).toList();
      if (there.isEmpty()) {
        Target highest = all.get(0);
        throw new PamiException(
            "no class has a score of at least %s: the highest is %s of %s"
                .formatted(threshold, output.get(highest.index()), highest));
      }
      return there;
    };
  }

  /**
   * One target's score less another's: why this and not that. With logits this is the log-odds of
   * the two classes.
   *
   * @param one what the score is added of; chooses one target
   * @param other what the score is taken away of; chooses one target
   * @throws PamiException on choosing, if either chooses several targets, or both the same
   */
  static Targets difference(Targets one, Targets other) {
    return (output, labels) -> {
      Target plus = single(one.choose(output, labels));
      Target minus = single(other.choose(output, labels));
      if (plus.toString().equals(minus.toString())) {
        throw new PamiException(
            "the difference of %s to itself is always 0: name two targets".formatted(plus));
      }
      return List.of(
          Target.computed(
              plus.label() + ", not " + minus.label(),
              o -> plus.score().applyAsDouble(o) - minus.score().applyAsDouble(o)));
    };
  }

  private static Target single(List<Target> chosen) {
    if (chosen.size() != 1) {
      throw new PamiException("a difference is between two targets, but one side is " + chosen);
    }
    return chosen.get(0);
  }

  /**
   * Targets of one of the model's heads, where it was asked for several; see {@link
   * Output#heads()}. Explain several heads at once by {@code head(0, a).and(head(1, b))}.
   *
   * @param head from 0
   * @param targets chosen from that head's answer; labels are used where there are as many as that
   *     head has numbers
   * @throws PamiException on choosing, if there is no such head
   */
  static Targets head(int head, Targets targets) {
    return (output, labels) -> {
      int heads = output.heads().size();
      if (head < 0 || head >= heads) {
        throw new PamiException("head %d: the model answers with %d heads".formatted(head, heads));
      }
      Output answer = output.heads().get(head);
      Labels fitting = labels.size() == answer.size() ? labels : Labels.none();
      return targets.choose(answer, fitting).stream()
          .map(
              target ->
                  Target.computed(
                      "head %d: %s".formatted(head, target.label()),
                      o -> target.score().applyAsDouble(o.heads().get(head))))
          .toList();
    };
  }

  /**
   * How similar the output is to a reference, as search and face or document matching compare
   * embeddings: the cosine of the angle between the two, in -1..1.
   *
   * @param reference the embedding of what is compared with, as many numbers as the output has
   * @param name what the reference is called
   * @throws PamiException on choosing, if the output has another size
   */
  static Targets similarity(float[] reference, String name) {
    Embedding embedding = new Embedding(reference);
    return (output, labels) -> {
      embedding.requireSize(output);
      return List.of(Target.computed("similarity to " + name, embedding::cosine));
    };
  }

  /**
   * Targets of a dense output (a segmentation's class scores, a text map, a depth), where every
   * class's score is its mean over an area. {@code over(area, top(1))} is the class that the model
   * sees most of there.
   *
   * @param area elements {@code row * width + column} of the output's own grid, {@code
   *     [channels][height][width]} or {@code [height][width]}
   * @param classes chosen from the means, a number a channel
   * @throws PamiException on choosing, if the output is no grid, or the area is empty or leaves it
   */
  static Targets over(Region area, Targets classes) {
    return (output, labels) -> {
      DenseOutput dense = DenseOutput.of(output);
      dense.require(area);
      return classes.choose(dense.means(output, area), labels).stream()
          .map(
              target ->
                  Target.computed(
                      target.label() + " in the area",
                      o -> target.score().applyAsDouble(dense.means(o, area))))
          .toList();
    };
  }

  /** These targets, then the others that are not among them. */
  default Targets and(Targets others) {
    return (output, labels) -> {
      Map<String, Target> byName = new LinkedHashMap<>();
      List<Target> all = new ArrayList<>(choose(output, labels));
      all.addAll(others.choose(output, labels));
      all.forEach(target -> byName.putIfAbsent(target.toString(), target));
      return List.copyOf(byName.values());
    };
  }

  /**
   * Targets from text: {@code top1}, {@code top5}, an index or a label, {@code >=0.5} for every
   * class of that score, {@code cat vs dog} for the difference of two ({@code top1 vs top2}: the
   * answer and its runner-up), each of them with the number of a head before it where the model
   * answers with several ({@code 1:top1}), several separated by commas.
   *
   * @throws IllegalArgumentException if a part is empty
   */
  static Targets parse(String text) {
    return TargetText.parse(text);
  }
}
