package ai.pami.image.segment;

/**
 * About n regularly spaced points of a picture: as close to a square grid as whole steps allow, and
 * along one axis only where the other is shorter than a step (as scikit-image's {@code
 * regular_grid} places them).
 *
 * @param startY the first row
 * @param stepY rows between points, at least 1
 * @param startX the first column
 * @param stepX columns between points, at least 1
 */
record SeedGrid(int height, int width, int startY, int stepY, int startX, int stepX) {

  static SeedGrid of(int height, int width, int points) {
    double pixels = (double) height * width;
    if (pixels <= points) {
      return new SeedGrid(height, width, 0, 1, 0, 1);
    }
    double step = Math.sqrt(pixels / points);
    int shorter = Math.min(height, width);
    double shortStep = step;
    double longStep = step;
    if (shorter < step) {
      shortStep = shorter;
      longStep = (double) Math.max(height, width) / points;
    }
    double stepY = height <= width ? shortStep : longStep;
    double stepX = height <= width ? longStep : shortStep;
    return new SeedGrid(
        height,
        width,
        (int) Math.floor(stepY / 2),
        Math.max(1, (int) Math.rint(stepY)),
        (int) Math.floor(stepX / 2),
        Math.max(1, (int) Math.rint(stepX)));
  }

  int rows() {
    return (height - startY - 1) / stepY + 1;
  }

  int columns() {
    return (width - startX - 1) / stepX + 1;
  }

  int count() {
    return rows() * columns();
  }

  int y(int point) {
    return startY + point / columns() * stepY;
  }

  int x(int point) {
    return startX + point % columns() * stepX;
  }
}
