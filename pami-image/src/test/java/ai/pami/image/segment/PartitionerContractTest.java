package ai.pami.image.segment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.domain.Region;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.PartitionerCase.Connected;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every partitioner, on pictures of all sorts and sizes. */
class PartitionerContractTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void writeLabelMaps() throws IOException {
    BufferedImage png = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    short[] labels = new short[40 * 30];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (short) (i / 40 / 8 * 50 + i % 40 / 9);
      png.getRaster().setSample(i % 40, i / 40, 0, labels[i]);
    }
    ImageIO.write(png, "png", folder.resolve("map.png").toFile());
    Files.write(
        folder.resolve("map.npy"), NpyBytes.of("<u2", ByteOrder.LITTLE_ENDIAN, labels, 30, 40));
  }

  static Stream<PartitionerCase> partitioners() {
    List<PartitionerCase> cases = new ArrayList<>(PartitionerCase.computed());
    for (String file : List.of("map.png", "map.npy")) {
      cases.add(
          PartitionerCase.across(
              file, () -> LabelMap.read(folder.resolve(file)), Connected.FOUR_NEIGHBOURS));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("partitioners")
  void everyPixelHasOneRegionAndEveryRegionAPixel(PartitionerCase partitioner) {
    for (Picture picture : SamplePictures.all()) {
      Partition partition = partitioner.partition(picture);
      int[] labels = partition.labels();

      assertThat(partition.domain()).isEqualTo(picture.domain());
      assertThat(labels).hasSize(picture.width() * picture.height());
      assertThat(IntStream.of(labels).distinct().sorted().toArray())
          .as("labels on %s", picture)
          .isEqualTo(IntStream.range(0, partition.count()).toArray());
      assertThat(painted(partition)).as("regions on %s", picture).isEqualTo(labels);
    }
  }

  @ParameterizedTest
  @MethodSource("partitioners")
  void theSamePictureGivesTheSameRegions(PartitionerCase partitioner) {
    for (Picture picture : SamplePictures.all()) {
      Picture copy = Picture.of(picture.width(), picture.height(), picture.toRgb());
      assertThat(partitioner.partition(copy))
          .as("regions of %s", picture)
          .isEqualTo(partitioner.partition(picture));
    }
  }

  @ParameterizedTest
  @MethodSource("partitioners")
  void whatOneInstanceSawBeforeDoesNotMatter(PartitionerCase partitioner) {
    Picture one = SamplePictures.scene(64, 48, 11);
    Picture other = SamplePictures.noise(64, 48, 12);
    Picture third = SamplePictures.scene(48, 64, 13);
    Partitioner<Picture> instance = partitioner.make().get();
    for (Picture picture : List.of(one, other, one, one, third, other, third)) {
      assertThat(instance.partition(picture)).isEqualTo(partitioner.partition(picture));
    }
  }

  @ParameterizedTest
  @MethodSource("partitioners")
  void manyThreadsMayShareAnInstance(PartitionerCase partitioner) {
    Picture one = SamplePictures.scene(64, 48, 11);
    Picture other = SamplePictures.noise(64, 48, 12);
    List<Partition> expected = List.of(partitioner.partition(one), partitioner.partition(other));
    Partitioner<Picture> instance = partitioner.make().get();
    assertThat(
            IntStream.range(0, 16)
                .parallel()
                .filter(
                    i -> !instance.partition(i % 2 == 0 ? one : other).equals(expected.get(i % 2)))
                .count())
        .isZero();
  }

  @ParameterizedTest
  @MethodSource("partitioners")
  void thePictureStaysAsItIs(PartitionerCase partitioner) {
    Picture picture = SamplePictures.scene(64, 48, 14);
    byte[] before = picture.toRgb();
    partitioner.partition(picture);
    assertThat(picture.toRgb()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("partitioners")
  void regionsAreConnectedWherePromised(PartitionerCase partitioner) {
    if (partitioner.connected() == Connected.NOT_PROMISED) {
      return;
    }
    int neighbours = partitioner.connected() == Connected.FOUR_NEIGHBOURS ? 4 : 8;
    for (Picture picture : SamplePictures.all()) {
      Partition partition = partitioner.partition(picture);
      assertThat(RegionParts.count(partition, neighbours))
          .as("connected parts on %s", picture)
          .isEqualTo(partition.count());
    }
  }

  @ParameterizedTest
  @MethodSource("partitioners")
  void regionsRespectAnObviousBorderWherePromised(PartitionerCase partitioner) {
    if (partitioner.borderSlack().isEmpty()) {
      return;
    }
    int slack = partitioner.borderSlack().getAsInt();
    for (int border : new int[] {22, 29, 36}) {
      int[] upright = partitioner.partition(SamplePictures.leftAndRight(64, 48, border)).labels();
      assertThat(acrossBorder(upright, 64, 1, border, slack))
          .as("regions across column %d", border)
          .isEmpty();
      int[] lying = partitioner.partition(SamplePictures.aboveAndBelow(48, 64, border)).labels();
      assertThat(acrossBorder(lying, 48, 48, border, slack))
          .as("regions across row %d", border)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("partitioners")
  void namesTellTheParameters(PartitionerCase partitioner) {
    assertThat(partitioner.make().get().name()).matches("[a-z]+\\([^()]+\\)");
  }

  /** The check of borders above would notice a region that lies across. */
  @Test
  void aRegionAcrossTheBorderIsFound() {
    int[] halves = RegularGrid.of(1, 2).partition(SamplePictures.constant(64, 48, 0)).labels();
    assertThat(acrossBorder(halves, 64, 1, 32, 0)).isEmpty();
    assertThat(acrossBorder(halves, 64, 1, 33, 0)).containsExactly(1);
    assertThat(acrossBorder(halves, 64, 1, 33, 1)).isEmpty();
  }

  /** The check of connectedness above would notice a region in parts. */
  @Test
  void partsOfARegionAreCounted() {
    Partition diagonal = Partition.of(Domain.of(2, 3), new int[] {0, 1, 1, 1, 0, 1});
    assertThat(RegionParts.count(diagonal, 4)).isEqualTo(4);
    assertThat(RegionParts.count(diagonal, 8)).isEqualTo(2);
  }

  /** Every element's region, painted from the regions' spans; -1 where none lies. */
  private static int[] painted(Partition partition) {
    int[] painted = new int[partition.domain().size()];
    Arrays.fill(painted, -1);
    for (int r = 0; r < partition.count(); r++) {
      Region region = partition.region(r);
      for (int s = 0; s < region.spanCount(); s++) {
        Arrays.fill(painted, region.start(s), region.end(s), r);
      }
    }
    return painted;
  }

  /**
   * The regions that hold pixels on both sides of a border, not counting pixels within the slack.
   *
   * @param perLine pixels that share a place across the border: 1 for columns, the width for rows
   */
  private static int[] acrossBorder(int[] labels, int width, int perLine, int border, int slack) {
    int count = IntStream.of(labels).max().orElseThrow() + 1;
    boolean[] before = new boolean[count];
    boolean[] after = new boolean[count];
    for (int i = 0; i < labels.length; i++) {
      int place = perLine == 1 ? i % width : i / perLine;
      before[labels[i]] |= place < border - slack;
      after[labels[i]] |= place >= border + slack;
    }
    return IntStream.range(0, count).filter(r -> before[r] && after[r]).toArray();
  }
}
