package ai.pami.target;

import ai.pami.PamiException;
import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.model.Output;
import java.util.Arrays;

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
   * The mean over an area.
   *
   * @param channel 0..{@link #channels()}-1
   * @param area elements of {@link #grid()}
   * @throws PamiException if there is no such channel or the area is empty or leaves the grid
   */
  public Target mean(int channel, Region area, String label) {
    if (channel < 0 || channel >= channels) {
      throw new PamiException(
          "class %d: the output's classes are numbered 0..%d".formatted(channel, channels - 1));
    }
    if (area.isEmpty() || !area.fits(grid)) {
      throw new PamiException(
          "the area, %s, is empty or does not lie in the output's grid of %s"
              .formatted(area, grid));
    }
    int offset = channel * grid.size();
    return Target.computed(label, output -> mean(output, offset, area));
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
