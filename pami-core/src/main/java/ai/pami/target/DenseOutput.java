package ai.pami.target;

import ai.pami.PamiException;
import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.model.Output;
import java.util.Arrays;
import java.util.Objects;

/**
 * An output of a number for every place of a grid.
 *
 * @param channels how many numbers a place has
 * @param grid rows and columns
 */
public record DenseOutput(int channels, Domain grid) {
  /**
   * What {@code output} is as a grid: {@code [height][width]} or {@code [channels][height][width]};
   * leading axes of 1 are left out.
   *
   * @throws PamiException if it is no grid
   */
  public static DenseOutput of(Output output) {
    int[] shape = output.shape();
    int from = 0;
    while (shape.length - from > 3 && shape[from] == 1) {
      from++;
    }
    int axes = shape.length - from;
    if (output.heads().size() > 1 || axes < 2 || axes > 3) {
      throw new PamiException(
          "the model's output has the shape %s: an area can be explained of [height, width] or [channels, height, width]"
              .formatted(Arrays.toString(shape)));
    }
    int last = shape.length - 1;
    return new DenseOutput(axes == 3 ? shape[from] : 1, Domain.of(shape[last - 1], shape[last]));
  }

  /**
   * Makes sure that an area lies in the grid.
   *
   * @throws PamiException if it is empty or leaves the grid
   */
  void require(Region area) {
    if (area.isEmpty() || !area.fits(grid)) {
      throw new PamiException(
          "the area, %s, is empty or does not lie in the output's grid of %s"
              .formatted(area, grid));
    }
  }

  /** The mean of every channel over an area, {@code [channels]}, worked out when read. */
  Output means(Output output, Region area) {
    return new Output() {
      @Override
      public int[] shape() {
        return new int[] {channels};
      }

      @Override
      public int size() {
        return channels;
      }

      @Override
      public double get(int index) {
        return mean(output, Objects.checkIndex(index, channels) * grid.size(), area);
      }
    };
  }

  private static double mean(Output output, int offset, Region area) {
    double sum = 0;
    for (int span = 0; span < area.spanCount(); span++) {
      for (int i = area.start(span); i < area.end(span); i++) {
        sum += output.get(offset + i);
      }
    }
    return sum / area.size();
  }
}
