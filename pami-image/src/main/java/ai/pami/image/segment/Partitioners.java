package ai.pami.image.segment;

import ai.pami.domain.Partitioner;
import ai.pami.image.picture.Picture;
import ai.pami.target.NearestNames;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The partitioners by name, as they are written on a command line. */
public final class Partitioners {
  private static final List<String> FORMS =
      List.of(
          "slic:SEGMENTS[:COMPACTNESS]",
          "felzenszwalb:SCALE[:SIGMA[:MIN_SIZE]]",
          "seeds:SUPERPIXELS",
          "watershed:MARKERS[:COMPACTNESS]",
          "quickshift[:KERNEL[:MAX_DISTANCE[:RATIO]]]",
          "grid:ROWS:COLUMNS",
          "discs:RADIUS:STRIDE",
          "squares:RADIUS:STRIDE",
          "FILE.png",
          "FILE.npy");

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private Partitioners() {}

  /** The forms that {@link #parse} takes. */
  public static List<String> forms() {
    return FORMS;
  }

  /**
   * A partitioner from text: {@code slic:30}, {@code felzenszwalb:100:0.8:784}, {@code discs:40:6}
   * or the path of a label map.
   *
   * @param seed for quickshift
   * @throws IllegalArgumentException if there is none of that name or its numbers are missing or
   *     out of range
   */
  public static Partitioner<Picture> parse(String text, long seed) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".png") || lower.endsWith(".npy")) {
      return LabelMap.read(Path.of(text));
    }
    String[] parts = text.split(":", -1);
    try {
      double[] n = Arrays.stream(parts).skip(1).mapToDouble(Double::parseDouble).toArray();
      if (n.length > mostNumbers(parts[0])) {
        throw new NumberFormatException(n.length + " numbers");
      }
      return switch (parts[0]) {
        case "slic" -> Slic.of(whole(n, 0), or(n, 1, 20));
        case "felzenszwalb" ->
            Felzenszwalb.of(n[0], or(n, 1, 0.8), n.length > 2 ? whole(n, 2) : 784);
        case "seeds" -> Seeds.of(whole(n, 0));
        case "watershed" -> Watershed.of(whole(n, 0), or(n, 1, 1e-4));
        case "quickshift" -> Quickshift.of(or(n, 2, 0.2), or(n, 0, 4), or(n, 1, 200), seed);
        case "grid" -> RegularGrid.of(whole(n, 0), whole(n, 1));
        case "discs" -> SlidingWindow.discs(whole(n, 0), whole(n, 1));
        case "squares" -> SlidingWindow.squares(whole(n, 0), whole(n, 1));
        default ->
            throw new IllegalArgumentException(
                "no partitioner '%s': did you mean %s? There are %s"
                    .formatted(
                        parts[0],
                        NearestNames.to(
                                parts[0], FORMS.stream().map(Partitioners::nameIn).toList(), 1)
                            .get(0),
                        String.join(", ", FORMS)));
      };
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "partitioner '%s': the forms are %s".formatted(text, String.join(", ", FORMS)), e);
    }
  }

  /**
   * The partitioner that describes itself as {@code name}: the way back from {@link
   * Partitioner#name()} for all kinds of this package but label maps, whose labels a name does not
   * hold.
   */
  public static Optional<Partitioner<Picture>> described(String name) {
    BigDecimal[] n =
        NUMBER
            .matcher(name)
            .results()
            .map(r -> new BigDecimal(r.group()))
            .toArray(BigDecimal[]::new);
    try {
      Partitioner<Picture> read =
          switch (name.replaceFirst("\\(.*", "")) {
            case "slic" -> Slic.of(n[0].intValueExact(), n[1].doubleValue());
            case "felzenszwalb" ->
                Felzenszwalb.of(n[0].doubleValue(), n[1].doubleValue(), n[2].intValueExact());
            case "seeds" ->
                Seeds.of(
                    n[0].intValueExact(),
                    n[1].intValueExact(),
                    n[2].intValueExact(),
                    n[3].intValueExact(),
                    name.contains("double_step"),
                    n[4].intValueExact());
            case "watershed" -> Watershed.of(n[0].intValueExact(), n[1].doubleValue());
            case "quickshift" ->
                Quickshift.of(
                    n[0].doubleValue(),
                    n[1].doubleValue(),
                    n[2].doubleValue(),
                    n[3].longValueExact());
            case "grid" -> RegularGrid.of(n[0].intValueExact(), n[1].intValueExact());
            case "discs" -> SlidingWindow.discs(n[0].intValueExact(), n[1].intValueExact());
            case "squares" -> SlidingWindow.squares(n[0].intValueExact(), n[1].intValueExact());
            case "rectangles" ->
                SlidingWindow.rectangles(
                    n[0].intValueExact(),
                    n[1].intValueExact(),
                    n[2].intValueExact(),
                    n[3].intValueExact());
            default -> throw new IllegalArgumentException(name);
          };
      return Optional.of(read).filter(partitioner -> partitioner.name().equals(name));
    } catch (IllegalArgumentException | ArithmeticException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty(); // not one of these
    }
  }

  private static String nameIn(String form) {
    return form.replaceFirst("[:\\[].*", "");
  }

  /** How many numbers the form of the given name takes; any number where there is none. */
  private static long mostNumbers(String name) {
    return FORMS.stream()
        .filter(form -> nameIn(form).equals(name))
        .mapToLong(form -> form.chars().filter(c -> c == ':').count())
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private static int whole(double[] numbers, int i) {
    if (numbers[i] != Math.rint(numbers[i]) || Math.abs(numbers[i]) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s must be a whole number of at most %d".formatted(numbers[i], Integer.MAX_VALUE));
    }
    return (int) numbers[i];
  }

  private static double or(double[] numbers, int i, double otherwise) {
    return i < numbers.length ? numbers[i] : otherwise;
  }
}
