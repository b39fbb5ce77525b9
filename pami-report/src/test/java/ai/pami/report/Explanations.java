package ai.pami.report;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.engine.StopReason;
import ai.pami.explanation.Cost;
import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import ai.pami.explanation.UsedRegions;
import ai.pami.image.ImageExplanation;
import ai.pami.image.Placement;
import ai.pami.image.picture.Picture;
import ai.pami.target.Target;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explanations of known content: a picture of twice the size that the model saw. */
final class Explanations {
  private Explanations() {}

  /** A grey picture of which the model saw {@code height} rows of equal length. */
  static ImageExplanation of(int height, double[] values, String... labels) {
    int width = values.length / height;
    Domain domain = Domain.of(height, width);
    List<TargetExplanation> targets =
        Arrays.stream(labels)
            .map(
                label ->
                    new TargetExplanation(
                        Target.value(Arrays.asList(labels).indexOf(label), label),
                        0.75,
                        0.01,
                        ImportanceMap.of(domain, values)))
            .toList();
    int[] cells = new int[domain.size()];
    Arrays.setAll(cells, i -> i % width < width / 2 ? 0 : 1);
    UsedRegions halves =
        new UsedRegions("halves", "as it is", 2, Optional.of(Partition.of(domain, cells)));
    return new ImageExplanation(
        new Explanation(
            domain,
            targets,
            List.of(halves),
            new Cost(42, 40, Duration.ofMillis(1234), StopReason.COMPLETE, 2, 4),
            Map.of("preset", "custom"),
            Map.of("model", "model.onnx")),
        grey(2 * width, 2 * height),
        grey(width, height),
        new Placement(width, height, 0, 0, 2, 2));
  }

  static Picture grey(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 128);
    return Picture.of(width, height, rgb);
  }
}
