package ai.pami.report;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.domain.Region;
import ai.pami.domain.Regions;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/** The borders of regions as a transparent picture to lay over what was cut up. */
final class Outlines {
  /** Overlapping regions would hide the picture: this many of them tell how they look. */
  private static final int MOST_OVERLAPPING = 7;

  private Outlines() {}

  /** White borders with everything else transparent, at the size of the domain. */
  static BufferedImage of(Regions regions) {
    Domain domain = regions.domain();
    int height = domain.extent(0);
    int width = domain.extent(1);
    byte[] white = {0, (byte) Color.WHITE.getRed()};
    byte[] opacity = {0, (byte) 255};
    IndexColorModel colours = new IndexColorModel(1, 2, white, white, white, opacity);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY, colours);
    if (regions instanceof Partition partition) {
      drawBorders(image, partition.labels());
    } else {
      for (int i = 0; i < Math.min(MOST_OVERLAPPING, regions.count()); i++) {
        drawBorders(image, mask(domain, regions.region(i)));
      }
    }
    return image;
  }

  private static int[] mask(Domain domain, Region region) {
    int[] mask = new int[domain.size()];
    for (int s = 0; s < region.spanCount(); s++) {
      java.util.Arrays.fill(mask, region.start(s), region.end(s), 1);
    }
    return mask;
  }

  private static void drawBorders(BufferedImage image, int[] labels) {
    int width = image.getWidth();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        boolean right = x + 1 < width && labels[i] != labels[i + 1];
        boolean below = y + 1 < image.getHeight() && labels[i] != labels[i + width];
        if (right || below) {
          image.getRaster().setSample(x, y, 0, 1);
        }
      }
    }
  }
}
