package ai.pami.image.segment;

import java.util.Arrays;

/** A binary heap of pixels to flood: least cost first, at equal cost the one that entered first. */
final class FloodQueue {
  /** In heap order. An entry's age and pixel share a long, so that moving it moves little. */
  private double[] costs;

  private long[] agePixels;
  private int[] sources;
  private int size;

  private int pixel;
  private int source;

  FloodQueue(int capacity) {
    int n = Math.max(16, capacity);
    costs = new double[n];
    agePixels = new long[n];
    sources = new int[n];
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * @param age the later the greater, at least 0
   */
  void push(double cost, int age, int pixel, int source) {
    if (size == costs.length) {
      costs = Arrays.copyOf(costs, 2 * size);
      agePixels = Arrays.copyOf(agePixels, 2 * size);
      sources = Arrays.copyOf(sources, 2 * size);
    }
    long agePixel = ((long) age << 32) | pixel;
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) / 2;
      if (!before(cost, agePixel, parent)) {
        break;
      }
      move(parent, at);
      at = parent;
    }
    put(at, cost, agePixel, source);
  }

  /** Takes the first entry; {@link #pixel} and {@link #source} tell it. */
  void pop() {
    pixel = (int) agePixels[0];
    source = sources[0];
    size--;
    double cost = costs[size];
    long agePixel = agePixels[size];
    int lastSource = sources[size];
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && before(costs[child + 1], agePixels[child + 1], child)) {
        child++;
      }
      if (!after(cost, agePixel, child)) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, cost, agePixel, lastSource);
  }

  int pixel() {
    return pixel;
  }

  int source() {
    return source;
  }

  /** Whether an entry comes strictly before the one at a place of the heap. */
  private boolean before(double cost, long agePixel, int at) {
    return cost != costs[at] ? cost < costs[at] : agePixel >> 32 < agePixels[at] >> 32;
  }

  private boolean after(double cost, long agePixel, int at) {
    return cost != costs[at] ? cost > costs[at] : agePixel >> 32 > agePixels[at] >> 32;
  }

  private void move(int from, int to) {
    put(to, costs[from], agePixels[from], sources[from]);
  }

  private void put(int at, double cost, long agePixel, int source) {
    costs[at] = cost;
    agePixels[at] = agePixel;
    sources[at] = source;
  }
}
