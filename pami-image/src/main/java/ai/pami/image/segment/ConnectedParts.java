package ai.pami.image.segment;

/**
 * Makes every label one connected part (four neighbours): parts are numbered as a scan finds them,
 * and one smaller than the least size takes the number of a part beside it. A part is followed no
 * further than a greatest size; what lies beyond counts as a new part.
 */
final class ConnectedParts {
  private final int[] labels;
  private final int width;
  private final int height;
  private final int[] parts;
  private int[] queue;
  private int found;
  private int beside;

  ConnectedParts(int[] labels, int width, int height) {
    this.labels = labels;
    this.width = width;
    this.height = height;
    this.parts = new int[labels.length];
  }

  /** The number, from 1, of every pixel's part; 0 nowhere. */
  int[] join(int leastSize, int greatestSize) {
    queue = new int[Math.max(1, greatestSize)];
    int number = 1;
    for (int pixel = 0; pixel < labels.length; pixel++) {
      if (parts[pixel] != 0) {
        continue;
      }
      follow(pixel, number);
      if (found < leastSize) {
        for (int i = 0; i < found; i++) {
          parts[queue[i]] = beside;
        }
      } else {
        number++;
      }
    }
    return parts;
  }

  /** Numbers the part of {@code first} and notes the last other part met beside it. */
  private void follow(int first, int number) {
    beside = number;
    found = 0;
    take(first, number);
    for (int visited = 0; visited < found && found < queue.length; visited++) {
      int pixel = queue[visited];
      int x = pixel % width;
      boolean full =
          (x < width - 1 && meet(pixel + 1, first, number))
              || (x > 0 && meet(pixel - 1, first, number))
              || (pixel / width < height - 1 && meet(pixel + width, first, number))
              || (pixel >= width && meet(pixel - width, first, number));
      if (full) {
        return;
      }
    }
  }

  /** Looks at a neighbour; true if the part has reached its greatest size. */
  private boolean meet(int pixel, int first, int number) {
    if (parts[pixel] == 0) {
      if (labels[pixel] == labels[first]) {
        take(pixel, number);
        return found >= queue.length;
      }
    } else if (parts[pixel] != number) {
      beside = parts[pixel];
    }
    return false;
  }

  private void take(int pixel, int number) {
    parts[pixel] = number;
    queue[found++] = pixel;
  }
}
