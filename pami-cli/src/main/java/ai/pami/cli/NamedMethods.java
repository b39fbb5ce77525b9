package ai.pami.cli;

import ai.pami.audit.MethodReader;
import ai.pami.evaluate.method.Methods;
import ai.pami.image.ImageMethod;
import ai.pami.image.background.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the methods that have a name among all that could be meant: by the numbers of calls that
 * the description and the budget name, the one that describes itself in the same words.
 */
final class NamedMethods implements MethodReader {
  @Override
  public Optional<ImageMethod> read(
      Map<String, String> described,
      long budget,
      Function<String, Optional<Background>> backgrounds) {
    // PAMI's settings go by the preset's name.
    String name = described.getOrDefault("preset", described.getOrDefault("method", ""));
    Optional<Background> background = backgrounds.apply(described.getOrDefault("background", ""));
    if (!Methods.names().contains(name) || background.isEmpty()) {
      return Optional.empty();
    }
    long seed = whole(described.getOrDefault("seed", "0")).orElse(0L);
    List<Optional<Long>> calls = new ArrayList<>();
    calls.add(Optional.empty());
    if (budget > 2 && budget < Integer.MAX_VALUE) {
      calls.add(Optional.of(budget - 2));
    }
    described.values().forEach(value -> whole(value).map(Optional::of).ifPresent(calls::add));
    for (Optional<Long> count : calls) {
      ImageMethod method = Methods.named(name, seed, count).withBackground(background.get());
      if (method.describe().equals(described)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  /** A whole number above 0 in a text that is nothing else, or ends in "for N calls". */
  private static Optional<Long> whole(String text) {
    String number = text.replaceFirst("^for (\\d{1,9}) calls$", "$1");
    return number.matches("[1-9]\\d{0,17}") ? Optional.of(Long.valueOf(number)) : Optional.empty();
  }
}
