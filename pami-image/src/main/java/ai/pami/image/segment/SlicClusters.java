package ai.pami.image.segment;

import java.util.Arrays;

/**
 * The k-means rounds of SLIC. A pixel goes to the nearest of the centres that look at it, the first
 * of several equally near, and stays where it was if none does.
 *
 * <p>Two things save time and change no label: from the second round on a pixel starts with its
 * distance to the centre it had, and a centre leaves out the tiles of pixels that are farther from
 * it in space alone than the worst of them is from its own centre. Distances are computed a row at
 * a time in loops without branches, which the compiler turns into vector instructions.
 */
final class SlicClusters {
  private static final int TILE = 8;

  private final int width;
  private final int height;
  private final SeedGrid grid;
  private final int reachY;
  private final int reachX;
  private final double spatialWeight;

  /** L*, a* and b* over the compactness. */
  private final double[][] colours;

  /** {@code [centre][5]}: y, x and the three colours; NaN for a centre that lost all pixels. */
  private final double[][] centres;

  private final int[] labels;

  /** Squared distances to the centre that the pixel has. */
  private final double[] distances;

  /** The greatest of them in each tile at the start of the round. */
  private final double[] tileDistances;

  private final int tilesAcross;

  /** 0, 1, 2, ...: the columns as numbers to compute with. */
  private final double[] columns;

  private final double[] rowDistances;

  SlicClusters(Planes lab, double colourWeight, SeedGrid grid) {
    this.grid = grid;
    width = lab.width();
    height = lab.height();
    // The reach is that of a grid of as many points as there really are, which may be a little less
    // or more than were asked for.
    SeedGrid reach = SeedGrid.of(height, width, grid.count());
    reachY = 2 * reach.stepY();
    reachX = 2 * reach.stepX();
    float step = Math.max(grid.stepY(), grid.stepX());
    spatialWeight = 1.0 / (step * step);
    int n = width * height;
    colours = new double[3][n];
    for (int c = 0; c < 3; c++) {
      double[] plane = lab.plane(c);
      for (int i = 0; i < n; i++) {
        colours[c][i] = plane[i] * colourWeight;
      }
    }
    centres = new double[grid.count()][5];
    labels = new int[n];
    distances = new double[n];
    tilesAcross = (width + TILE - 1) / TILE;
    tileDistances = new double[tilesAcross * ((height + TILE - 1) / TILE)];
    columns = new double[width];
    Arrays.setAll(columns, x -> x);
    rowDistances = new double[width];
  }

  /** Every pixel's centre after the given number of rounds, at least 1. */
  int[] run(int rounds) {
    startOnGrid();
    moveCentres();
    for (int round = 1; round < rounds; round++) {
      startFromOwnCentres();
      for (int k = 0; k < centres.length; k++) {
        if (!Double.isNaN(centres[k][0])) {
          assign(k);
        }
      }
      moveCentres();
    }
    return labels;
  }

  /** The first round: centres have no colour yet, so the nearest in space is the nearest. */
  private void startOnGrid() {
    int[] rowOf = nearest(height, grid.startY(), grid.stepY(), grid.rows());
    int[] columnOf = nearest(width, grid.startX(), grid.stepX(), grid.columns());
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        labels[y * width + x] = rowOf[y] * grid.columns() + columnOf[x];
      }
    }
  }

  /** For each of n places the nearest of some regular points, the first of two. */
  private static int[] nearest(int n, int start, int step, int points) {
    int[] nearest = new int[n];
    for (int i = 0, point = 0; i < n; i++) {
      int next = start + (point + 1) * step;
      if (point + 1 < points && next - i < i - (next - step)) {
        point++;
      }
      nearest[i] = point;
    }
    return nearest;
  }

  private int firstRow(double[] centre) {
    return (int) Math.max(centre[0] - reachY, 0);
  }

  private int endRow(double[] centre) {
    return (int) Math.min(centre[0] + reachY + 1, height);
  }

  private int firstColumn(double[] centre) {
    return (int) Math.max(centre[1] - reachX, 0);
  }

  private int endColumn(double[] centre) {
    return (int) Math.min(centre[1] + reachX + 1, width);
  }

  private void startFromOwnCentres() {
    Arrays.fill(distances, Double.MAX_VALUE);
    for (int y = 0; y < height; y++) {
      int row = y * width;
      for (int from = 0; from < width; ) {
        int label = labels[row + from];
        int end = from + 1;
        while (end < width && labels[row + end] == label) {
          end++;
        }
        double[] centre = centres[label];
        if (y >= firstRow(centre) && y < endRow(centre)) {
          int first = Math.max(from, firstColumn(centre));
          int last = Math.min(end, endColumn(centre));
          measure(centre, y, first, last);
          if (first < last) {
            System.arraycopy(rowDistances, first, distances, row + first, last - first);
          }
        }
        from = end;
      }
    }
    Arrays.fill(tileDistances, 0);
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        int tile = y / TILE * tilesAcross + x / TILE;
        if (distances[i] > tileDistances[tile]) {
          tileDistances[tile] = distances[i];
        }
      }
    }
  }

  /** The squared distances of part of a row of pixels to a centre, into {@code rowDistances}. */
  private void measure(double[] centre, int y, int from, int end) {
    double[] c0 = colours[0];
    double[] c1 = colours[1];
    double[] c2 = colours[2];
    double[] to = rowDistances;
    double[] xs = columns;
    double cx = centre[1];
    double v0 = centre[2];
    double v1 = centre[3];
    double v2 = centre[4];
    double weight = spatialWeight;
    double dy = (centre[0] - y) * (centre[0] - y);
    int row = y * width;
    for (int x = from; x < end; x++) {
      double dx = cx - xs[x];
      double d0 = c0[row + x] - v0;
      double d1 = c1[row + x] - v1;
      double d2 = c2[row + x] - v2;
      to[x] = (dy + dx * dx) * weight + (d0 * d0 + d1 * d1 + d2 * d2);
    }
  }

  private void assign(int k) {
    double[] centre = centres[k];
    int endRow = endRow(centre);
    int firstColumn = firstColumn(centre);
    int endColumn = endColumn(centre);
    for (int y = firstRow(centre); y < endRow; ) {
      int yEnd = Math.min(endRow, (y / TILE + 1) * TILE);
      double gapY = Math.max(0, Math.max(y - centre[0], centre[0] - (yEnd - 1)));
      int tiles = y / TILE * tilesAcross;
      int firstTile = firstColumn / TILE;
      int endTile = (endColumn - 1) / TILE + 1;
      while (firstTile < endTile && isFar(centre, gapY, tiles, firstTile)) {
        firstTile++;
      }
      while (firstTile < endTile && isFar(centre, gapY, tiles, endTile - 1)) {
        endTile--;
      }
      if (firstTile < endTile) {
        int from = Math.max(firstColumn, firstTile * TILE);
        int end = Math.min(endColumn, endTile * TILE);
        for (; y < yEnd; y++) {
          measure(centre, y, from, end);
          take(k, y * width, from, end);
        }
      }
      y = yEnd;
    }
  }

  /** Whether the nearest pixel of a tile is farther in space than its worst pixel is in all. */
  private boolean isFar(double[] centre, double gapY, int tiles, int tile) {
    double left = tile * TILE;
    double right = Math.min(width, (tile + 1) * TILE) - 1;
    double gapX = Math.max(0, Math.max(left - centre[1], centre[1] - right));
    return (gapY * gapY + gapX * gapX) * spatialWeight > tileDistances[tiles + tile];
  }

  /** Gives centre k the pixels of part of a row that it is nearest to. */
  private void take(int k, int row, int from, int end) {
    double[] measured = rowDistances;
    for (int x = from; x < end; x++) {
      int i = row + x;
      if (measured[x] <= distances[i] && (measured[x] < distances[i] || k < labels[i])) {
        distances[i] = measured[x];
        labels[i] = k;
      }
    }
  }

  private void moveCentres() {
    int[] counts = new int[centres.length];
    for (double[] centre : centres) {
      Arrays.fill(centre, 0);
    }
    for (int y = 0; y < height; y++) {
      int row = y * width;
      for (int from = row; from < row + width; ) {
        int label = labels[from];
        double[] centre = centres[label];
        double c0 = centre[2];
        double c1 = centre[3];
        double c2 = centre[4];
        long xs = 0;
        int i = from;
        for (; i < row + width && labels[i] == label; i++) {
          xs += i - row;
          c0 += colours[0][i];
          c1 += colours[1][i];
          c2 += colours[2][i];
        }
        counts[label] += i - from;
        centre[0] += (double) y * (i - from);
        centre[1] += xs;
        centre[2] = c0;
        centre[3] = c1;
        centre[4] = c2;
        from = i;
      }
    }
    for (int k = 0; k < centres.length; k++) {
      for (int f = 0; f < 5; f++) {
        centres[k][f] /= counts[k];
      }
    }
  }
}
