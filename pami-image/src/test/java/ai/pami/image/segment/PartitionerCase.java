package ai.pami.image.segment;

import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.image.picture.Picture;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * A partitioner with what it promises.
 *
 * @param make a new instance at each call
 * @param connected how the pixels of a region hang together
 * @param borderSlack pixels that a region may reach over an obvious border; empty if it may lie
 *     across
 */
record PartitionerCase(
    String title,
    Supplier<Partitioner<Picture>> make,
    Connected connected,
    OptionalInt borderSlack) {

  /** The neighbours over which a region is one part. */
  enum Connected {
    FOUR_NEIGHBOURS,
    EIGHT_NEIGHBOURS,
    NOT_PROMISED
  }

  /** All that compute their regions; label maps come from files. */
  static List<PartitionerCase> computed() {
    return List.of(
        // Joins along edges to all eight neighbours.
        of("felzenszwalb", () -> Felzenszwalb.of(100, 0.8, 20), Connected.EIGHT_NEIGHBOURS, 0),
        of("felzenszwalb sharp", () -> Felzenszwalb.of(30, 0, 0), Connected.EIGHT_NEIGHBOURS, 0),
        of("slic", () -> Slic.of(30, 20), Connected.FOUR_NEIGHBOURS, 0),
        of("slic of many", () -> Slic.of(2000, 5), Connected.FOUR_NEIGHBOURS, 0),
        // A pixel looks at its nearest neighbours only before it leaves, and the outermost pixels
        // copy those inside: parts stay together most of the time. Moves stop at a best for each
        // border alone, so that a super-pixel may be caught on both sides; see SeedsTest.
        across("seeds", () -> Seeds.of(12), Connected.NOT_PROMISED),
        across("seeds plain", () -> Seeds.of(30, 3, 0, 4, false, 4), Connected.NOT_PROMISED),
        // The gradient is as high on either side of a border.
        of("watershed", () -> Watershed.of(20, 1e-4), Connected.FOUR_NEIGHBOURS, 1),
        of("watershed of many", () -> Watershed.of(300, 0), Connected.FOUR_NEIGHBOURS, 1),
        // Links jump over pixels. The colours' distance times the ratio is over the greatest link.
        of("quickshift", () -> Quickshift.of(0.2, 2, 8, 5), Connected.NOT_PROMISED, 0),
        across("grid", () -> RegularGrid.of(5, 7), Connected.FOUR_NEIGHBOURS),
        across("grid of pixels", () -> RegularGrid.of(999, 999), Connected.FOUR_NEIGHBOURS));
  }

  static PartitionerCase of(
      String title, Supplier<Partitioner<Picture>> make, Connected connected, int borderSlack) {
    return new PartitionerCase(title, make, connected, OptionalInt.of(borderSlack));
  }

  /** A partitioner whose regions may lie across any border. */
  static PartitionerCase across(
      String title, Supplier<Partitioner<Picture>> make, Connected connected) {
    return new PartitionerCase(title, make, connected, OptionalInt.empty());
  }

  /** The regions that a new instance cuts a picture into. */
  Partition partition(Picture picture) {
    return (Partition) make.get().partition(picture);
  }

  @Override
  public String toString() {
    return title;
  }
}
