package ai.pami.image.segment;

import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.image.picture.Picture;
import java.util.Arrays;
import java.util.List;

/**
 * SLIC super-pixels: k-means of pixels in (L*, a*, b*, x, y), each centre looking no further than
 * two grid steps, then stray parts joined to a neighbour.
 *
 * <p>Achanta, Shaji, Smith, Lucchi, Fua, Süsstrunk, "SLIC Superpixels Compared to State-of-the-Art
 * Superpixel Methods", TPAMI 34(11), 2012. Choices that the paper leaves open are scikit-image
 * 0.19's: the picture's values are stretched to 0..1 before the conversion to L*a*b*, the centres
 * start on the grid without a look at the gradient, always ten rounds, and a connected part smaller
 * than half a grid cell joins the neighbour that was found last.
 */
public final class Slic implements Partitioner<Picture> {
  private static final int ROUNDS = 10;

  private final int segments;
  private final double compactness;
  private final LastResult<Planes> lab;

  private Slic(int segments, double compactness, LastResult<Planes> lab) {
    if (segments < 1 || !(compactness > 0 && Double.isFinite(compactness))) {
      throw new IllegalArgumentException(
          "slic(segments=%d, compactness=%s) is out of range".formatted(segments, compactness));
    }
    this.segments = segments;
    this.compactness = compactness;
    this.lab = lab;
  }

  /**
   * One segmentation.
   *
   * @param segments about how many, at least 1
   * @param compactness how much distance counts against colour, above 0; larger gives squarer
   *     segments
   */
  public static Slic of(int segments, double compactness) {
    return segments(compactness, segments).get(0);
  }

  /** One segmentation a number of segments; they share the colour conversion. */
  public static List<Slic> segments(double compactness, int... segments) {
    LastResult<Planes> lab = new LastResult<>(LabColours::ofStretched);
    return Arrays.stream(segments).mapToObj(n -> new Slic(n, compactness, lab)).toList();
  }

  /** Another segmentation, which shares the colour conversion with this one. */
  public Slic with(int segments, double compactness) {
    return new Slic(segments, compactness, lab);
  }

  @Override
  public String name() {
    return "slic(segments=%d, compactness=%s)".formatted(segments, Numbers.plain(compactness));
  }

  @Override
  public Partition partition(Picture picture) {
    SeedGrid grid = SeedGrid.of(picture.height(), picture.width(), segments);
    int[] labels = new SlicClusters(lab.of(picture), 1 / compactness, grid).run(ROUNDS);
    int cell = (int) ((double) labels.length / grid.count() * 0.5);
    int most = (int) ((double) labels.length / grid.count() * 3);
    return Partition.of(
        picture.domain(),
        new ConnectedParts(labels, picture.width(), picture.height()).join(cell, most));
  }
}
