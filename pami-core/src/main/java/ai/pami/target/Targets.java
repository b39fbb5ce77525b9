package ai.pami.target;

import ai.pami.PamiException;
import ai.pami.model.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
      requireClasses(output, labels);
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
      requireClasses(output, labels);
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
      requireClasses(output, labels);
      return List.of(Target.value(labels.index(name), labels.label(labels.index(name))));
    };
  }

  private static void requireClasses(Output output, Labels labels) {
    if (Arrays.stream(output.shape()).filter(extent -> extent > 1).count() > 1) {
      throw new PamiException(
          "the model's output has the shape %s, not one number a class: choose another output"
              .formatted(Arrays.toString(output.shape())));
    }
    labels.requireSize(output.size());
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
   * Targets from text: {@code top1}, {@code top5}, an index or a label, several separated by
   * commas.
   *
   * @throws IllegalArgumentException if a part is empty
   */
  static Targets parse(String text) {
    Pattern top = Pattern.compile("top-?(\\d{1,9})", Pattern.CASE_INSENSITIVE);
    Targets all = null;
    for (String part : text.split(",", -1)) {
      String name = part.strip();
      if (name.isEmpty()) {
        throw new IllegalArgumentException(
            "targets '%s': give top1, topK, an index or a label, separated by commas"
                .formatted(text));
      }
      Matcher ranked = top.matcher(name);
      Targets one =
          ranked.matches()
              ? top(Integer.parseInt(ranked.group(1)))
              : name.matches("\\d{1,9}") ? index(Integer.parseInt(name)) : label(name);
      all = all == null ? one : all.and(one);
    }
    return all;
  }
}
