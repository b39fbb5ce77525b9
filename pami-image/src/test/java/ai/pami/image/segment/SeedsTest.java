package ai.pami.image.segment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.image.picture.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedsTest {

  @Test
  void withoutColoursTheGridOfBlocksStays() {
    assertThat(Seeds.of(12).partition(SamplePictures.constant(64, 48, 80)))
        .isEqualTo(RegularGrid.of(3, 4).partition(SamplePictures.constant(64, 48, 80)));
  }

  /** Borders move to where colours change, if not always all the way. */
  @ParameterizedTest
  @ValueSource(ints = {21, 24, 27, 30, 33, 36, 39})
  void bordersMoveToWhereColoursChange(int border) {
    Picture picture = SamplePictures.leftAndRight(64, 48, border);
    double misplaced = misplaced(Seeds.of(12), picture, border);
    assertThat(misplaced)
        .isLessThan(0.02)
        .isLessThanOrEqualTo(misplaced(RegularGrid.of(3, 4), picture, border));
  }

  @Test
  void moreRoundsOfPixelsFollowTheColoursMoreClosely() {
    Picture picture = SamplePictures.of(64, 48, (x, y, channel) -> inDisc(x, y) ? 220 : 30);
    double none = misplacedAtDisc(Seeds.of(12, 3, 0, 5, true, 0), picture);
    double some = misplacedAtDisc(Seeds.of(12, 3, 0, 5, true, 1), picture);
    double many = misplacedAtDisc(Seeds.of(12, 3, 0, 5, true, 10), picture);
    assertThat(none).isGreaterThan(some);
    assertThat(some).isGreaterThanOrEqualTo(many);
    assertThat(many).isLessThan(0.02);
  }

  @Test
  void fewerThanTenCountAsTen() {
    Picture picture = SamplePictures.scene(100, 80, 3);
    assertThat(Seeds.of(1).partition(picture)).isEqualTo(Seeds.of(10).partition(picture));
  }

  @Test
  void picturesTooThinForBlocksAreOneRegion() {
    assertThat(Seeds.of(20).partition(SamplePictures.noise(2, 90, 1)).count()).isEqualTo(1);
  }

  private static boolean inDisc(int x, int y) {
    return (x - 31) * (x - 31) + (y - 22) * (y - 22) < 15 * 15;
  }

  /** The share of pixels that lie in a region whose most pixels are of the other colour. */
  private static double misplaced(Partitioner<Picture> partitioner, Picture picture, int border) {
    Partition partition = (Partition) partitioner.partition(picture);
    int[][] counts = new int[partition.count()][2];
    for (int i = 0; i < partition.domain().size(); i++) {
      counts[partition.regionOf(i)][i % picture.width() < border ? 0 : 1]++;
    }
    return share(counts, partition);
  }

  private static double misplacedAtDisc(Partitioner<Picture> partitioner, Picture picture) {
    Partition partition = (Partition) partitioner.partition(picture);
    int[][] counts = new int[partition.count()][2];
    for (int i = 0; i < partition.domain().size(); i++) {
      int x = i % picture.width();
      counts[partition.regionOf(i)][inDisc(x, i / picture.width()) ? 0 : 1]++;
    }
    return share(counts, partition);
  }

  private static double share(int[][] counts, Partition partition) {
    double misplaced = 0;
    for (int[] count : counts) {
      misplaced += Math.min(count[0], count[1]);
    }
    return misplaced / partition.domain().size();
  }
}
