package ai.pami.image.segment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.image.background.Blur;
import ai.pami.image.picture.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The published settings give the partitions and the background that the authors' code gives. */
class ReferenceParityTest {

  @Test
  void felzenszwalbCutsAsTheAuthorsDo() {
    double[] scales = {250, 200, 150, 100, 70, 50};
    List<Felzenszwalb> ours = Felzenszwalb.scales(0.8, 784, scales);
    Map<String, Partitioner<Picture>> files = new TreeMap<>();
    for (int i = 0; i < scales.length; i++) {
      files.put("labels-felzenszwalb-%d.npy".formatted((int) scales[i]), ours.get(i));
    }
    assertAgrees("felzenszwalb", files, 0.99, 0.95);
  }

  @Test
  void slicCutsAsTheAuthorsDo() {
    int[] segments = {10, 20, 30, 40, 50, 60, 70, 80};
    List<Slic> ours = Slic.segments(20, segments);
    Map<String, Partitioner<Picture>> files = new TreeMap<>();
    for (int i = 0; i < segments.length; i++) {
      files.put("labels-slic-%d.npy".formatted(segments[i]), ours.get(i));
    }
    assertAgrees("slic", files, 0.99, 0.95);
  }

  @Test
  void watershedCutsAsTheAuthorsDo() {
    int[] markers = {10, 20, 30};
    List<Watershed> ours = Watershed.markers(1e-4, markers);
    Map<String, Partitioner<Picture>> files = new TreeMap<>();
    for (int i = 0; i < markers.length; i++) {
      files.put("labels-watershed_sobel-%d.npy".formatted(markers[i]), ours.get(i));
    }
    assertAgrees("watershed", files, 0.99, 0.95);
  }

  @Test
  void seedsCutsAsTheAuthorsDo() {
    Map<String, Partitioner<Picture>> files = new TreeMap<>();
    for (int superpixels : new int[] {10, 20, 30}) {
      files.put("labels-SEEDS-%d.npy".formatted(superpixels), Seeds.of(superpixels));
    }
    assertAgrees("seeds", files, 0.90, 0.50);
  }

  @Test
  void theBlurWithABlackBorderIsTheAuthors() {
    Blur blur = Blur.of(49, 100, Blur.Border.ZERO);
    double worst = 0;
    List<Reference> references = Reference.all();
    for (Reference reference : references) {
      Picture input = reference.input();
      float[] theirs = reference.floats("blur49.npy");
      float[] ours = blur.of(input, Partition.of(input.domain(), new int[224 * 224]));
      assertThat(ours).hasSameSizeAs(theirs);
      for (int i = 0; i < ours.length; i++) {
        double difference = Math.abs(ours[i] - theirs[i % 3 * 224 * 224 + i / 3]);
        worst = Math.max(worst, difference);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "parity: blur background: max abs difference %.1e (n=%d)%n",
        worst,
        references.size());
    assertThat(worst).isLessThanOrEqualTo(1e-4);
  }

  /** Compares a family of partitioners with the label maps of the given files. */
  private static void assertAgrees(
      String family,
      Map<String, Partitioner<Picture>> files,
      double leastMedian,
      double leastWorst) {
    List<Double> indices = new ArrayList<>();
    for (Reference reference : Reference.all()) {
      Picture input = reference.input();
      files.forEach(
          (file, partitioner) -> {
            Partition ours = (Partition) partitioner.partition(input);
            indices.add(AdjustedRandIndex.of(ours.labels(), reference.labels(file)));
          });
    }
    double[] sorted = indices.stream().mapToDouble(index -> index).sorted().toArray();
    int n = sorted.length;
    double median = (sorted[n / 2] + sorted[(n - 1) / 2]) / 2;
    System.out.printf(
        Locale.ROOT,
        "parity: %s labels: ARI median %.4f, worst %.4f (n=%d)%n",
        family,
        median,
        sorted[0],
        n);
    assertThat(median)
        .as("median of %s", Arrays.toString(sorted))
        .isGreaterThanOrEqualTo(leastMedian);
    assertThat(sorted[0]).as("worst").isGreaterThanOrEqualTo(leastWorst);
  }
}
