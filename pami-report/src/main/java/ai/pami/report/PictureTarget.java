package ai.pami.report;

import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One target of a picture's page.
 *
 * @param values the map, base64 of little-endian 16-bit numbers that run from {@code min} to {@code
 *     max}; 65535 where nothing is known
 * @param margins half the widths of the 95 % intervals, base64 of bytes that run from 0 to {@code
 *     maxMargin}; 255 where nothing is known
 * @param rival what the strongest other class is called; empty if it was not explained
 * @param rivalMin the least of the rival's map less the target's
 * @param rivalMax the greatest
 * @param rivalValues those differences, coded as {@code values} are
 */
public record PictureTarget(
    int index,
    String label,
    double score,
    double backgroundScore,
    double min,
    double max,
    double maxMargin,
    String values,
    String margins,
    String rival,
    double rivalMin,
    double rivalMax,
    String rivalValues) {

  public String scoreText() {
    return NumberText.of(score);
  }

  public String backgroundScoreText() {
    return NumberText.of(backgroundScore);
  }

  /** Whether the score may be drawn as a share of a whole. */
  public boolean isShare() {
    return score >= 0 && score <= 1;
  }

  /** What the page needs of a target. */
  static PictureTarget of(TargetExplanation explained) {
    ImportanceMap map = explained.map();
    int n = map.domain().size();
    double maxMargin = greatest(n, map::margin);
    Optional<ImportanceMap> difference = difference(explained);
    return new PictureTarget(
        explained.target().index(),
        explained.target().label(),
        explained.score(),
        explained.backgroundScore(),
        known(map.min()),
        known(map.max()),
        maxMargin,
        values(map),
        bytes(n, map::margin, maxMargin),
        explained.rival().map(rival -> rival.target().label()).orElse(""),
        difference.map(d -> known(d.min())).orElse(0.0),
        difference.map(d -> known(d.max())).orElse(0.0),
        difference.map(PictureTarget::values).orElse(""));
  }

  private static Optional<ImportanceMap> difference(TargetExplanation explained) {
    return explained
        .rival()
        .map(
            rival -> {
              double[] values = rival.map().values();
              for (int i = 0; i < values.length; i++) {
                values[i] -= explained.map().value(i);
              }
              return ImportanceMap.of(explained.map().domain(), values);
            });
  }

  /** The greatest of the values that are known, at least 0. */
  private static double greatest(int n, IntToDoubleFunction values) {
    return IntStream.range(0, n)
        .mapToDouble(values)
        .filter(value -> !Double.isNaN(value))
        .max()
        .orElse(0);
  }

  private static String bytes(int n, IntToDoubleFunction values, double greatest) {
    ByteBuffer bytes = ByteBuffer.allocate(n);
    for (int i = 0; i < n; i++) {
      bytes.put((byte) code(values.applyAsDouble(i), greatest, 255));
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static double known(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private static String values(ImportanceMap map) {
    int n = map.domain().size();
    ByteBuffer values = ByteBuffer.allocate(2 * n).order(ByteOrder.LITTLE_ENDIAN);
    double min = map.min();
    double max = map.max();
    for (int i = 0; i < n; i++) {
      values.putShort((short) code(map.value(i) - min, max - min, 65535));
    }
    return Base64.getEncoder().encodeToString(values.array());
  }

  /** 0..unknown-1 for 0..range, {@code unknown} for NaN. */
  private static long code(double value, double range, int unknown) {
    return Double.isNaN(value)
        ? unknown
        : range > 0 ? Math.round(value / range * (unknown - 1)) : 0;
  }
}
