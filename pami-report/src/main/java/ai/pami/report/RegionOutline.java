package ai.pami.report;

import ai.pami.domain.Region;
import java.util.BitSet;

/** The border of a region as the path of an SVG drawing whose units are elements. */
final class RegionOutline {
  private RegionOutline() {}

  /**
   * Runs of edges between elements of the region and others, rows first, then columns.
   *
   * @param width of the domain
   * @param height of the domain
   */
  static String path(Region region, int width, int height) {
    BitSet in = new BitSet(width * height);
    for (int s = 0; s < region.spanCount(); s++) {
      in.set(region.start(s), region.end(s));
    }
    StringBuilder path = new StringBuilder();
    for (int y = 0; y <= height; y++) {
      for (int x = 0; x < width; x++) {
        int from = x;
        while (x < width && at(in, x, y, width, height) != at(in, x, y - 1, width, height)) {
          x++;
        }
        if (x > from) {
          path.append('M').append(from).append(' ').append(y).append('h').append(x - from);
        }
      }
    }
    for (int x = 0; x <= width; x++) {
      for (int y = 0; y < height; y++) {
        int from = y;
        while (y < height && at(in, x, y, width, height) != at(in, x - 1, y, width, height)) {
          y++;
        }
        if (y > from) {
          path.append('M').append(x).append(' ').append(from).append('v').append(y - from);
        }
      }
    }
    return path.toString();
  }

  private static boolean at(BitSet in, int x, int y, int width, int height) {
    return x >= 0 && x < width && y >= 0 && y < height && in.get(y * width + x);
  }
}
