package ai.pami.image.segment;

import ai.pami.domain.Partition;

/** Counts the connected parts of a partition's regions. */
final class RegionParts {
  private static final int[][] STEPS = {
    {1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, -1}, {1, -1}, {-1, 1}
  };

  private RegionParts() {}

  /**
   * The number of parts of all regions together; the number of regions if each is one part.
   *
   * @param neighbours 4 or 8
   */
  static int count(Partition partition, int neighbours) {
    int height = partition.domain().extent(0);
    int width = partition.domain().extent(1);
    int[] labels = partition.labels();
    boolean[] seen = new boolean[labels.length];
    int[] waiting = new int[labels.length];
    int parts = 0;
    for (int first = 0; first < labels.length; first++) {
      if (seen[first]) {
        continue;
      }
      parts++;
      int size = 0;
      waiting[size++] = first;
      seen[first] = true;
      while (size > 0) {
        int pixel = waiting[--size];
        for (int s = 0; s < neighbours; s++) {
          int x = pixel % width + STEPS[s][0];
          int y = pixel / width + STEPS[s][1];
          if (x < 0 || y < 0 || x >= width || y >= height) {
            continue;
          }
          int next = y * width + x;
          if (!seen[next] && labels[next] == labels[pixel]) {
            seen[next] = true;
            waiting[size++] = next;
          }
        }
      }
    }
    return parts;
  }
}
