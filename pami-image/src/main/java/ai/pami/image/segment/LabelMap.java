package ai.pami.image.segment;

import ai.pami.PamiException;
import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.image.picture.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * The user's own regions: a picture (PNG of 8 or 16 bits grey, palette or colours) or a NumPy array
 * of integers in which equal values, as they are stored, are one region. It is laid over the
 * picture as the model sees it, squashed to that size without mixing labels.
 */
public final class LabelMap implements Partitioner<Picture> {
  private final String source;
  private final int width;
  private final int height;
  private final int[] labels;

  private LabelMap(String source, int width, int height, int[] labels) {
    if (width < 1 || height < 1 || labels.length != Math.multiplyExact(width, height)) {
      throw new IllegalArgumentException(
          "%d labels for a map of %dx%d".formatted(labels.length, width, height));
    }
    this.source = source;
    this.width = width;
    this.height = height;
    this.labels = labels;
  }

  /**
   * A label map from numbers.
   *
   * @param source where it comes from, for records
   * @param labels {@code [height * width]} in element order; copied
   */
  public static LabelMap of(String source, int width, int height, int[] labels) {
    return new LabelMap(source, width, height, labels.clone());
  }

  /**
   * Reads a label map from a {@code .npy} file or a picture.
   *
   * @throws PamiException if the file can't be read or holds no label map
   */
  public static LabelMap read(Path file) {
    if (Files.notExists(file)) {
      throw new PamiException("label map not found: " + file);
    }
    String name = file.getFileName().toString();
    try {
      if (name.toLowerCase(Locale.ROOT).endsWith(".npy")) {
        NpyLabels array = NpyLabels.read(file);
        return new LabelMap(name, array.width(), array.height(), numbered(array.labels()));
      }
      BufferedImage image = ImageIO.read(file.toFile());
      if (image == null) {
        throw new PamiException("label map is no PNG or .npy file: " + file);
      }
      return of(name, image);
    } catch (IOException e) {
      throw new PamiException("label map can't be read: " + file + " (" + e.getMessage() + ")", e);
    }
  }

  private static LabelMap of(String name, BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    Raster raster = image.getRaster();
    // Values as they are stored, up to four of 16 bits: a conversion of colours would merge labels.
    int[] pixel = new int[raster.getNumBands()];
    long[] labels = new long[w * h];
    for (int y = 0, i = 0; y < h; y++) {
      for (int x = 0; x < w; x++, i++) {
        for (int value : raster.getPixel(x, y, pixel)) {
          labels[i] = labels[i] << 16 | value;
        }
      }
    }
    return new LabelMap(name, w, h, numbered(labels));
  }

  /** Every label's place among the different ones. */
  private static int[] numbered(long[] labels) {
    long[] distinct = Arrays.stream(labels).sorted().distinct().toArray();
    return Arrays.stream(labels).mapToInt(label -> Arrays.binarySearch(distinct, label)).toArray();
  }

  @Override
  public String name() {
    return "labels(" + source + ")";
  }

  @Override
  public Partition partition(Picture picture) {
    int[] fitted = new int[picture.width() * picture.height()];
    for (int y = 0, i = 0; y < picture.height(); y++) {
      int row = (int) ((y + 0.5) * height / picture.height());
      for (int x = 0; x < picture.width(); x++, i++) {
        fitted[i] = labels[row * width + (int) ((x + 0.5) * width / picture.width())];
      }
    }
    return Partition.of(picture.domain(), fitted);
  }
}
