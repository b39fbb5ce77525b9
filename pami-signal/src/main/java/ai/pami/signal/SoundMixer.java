package ai.pami.signal;

import ai.pami.PamiException;
import java.util.BitSet;

/**
 * Makes copies of a sound of which some cells are hidden. What hiding a cell takes away is
 * synthesised once, by the inverse short-time Fourier transform; a copy is the sound less that of
 * its hidden cells, or the background plus that of its shown ones, whichever are fewer. So a copy
 * with nothing hidden is the sound, to the bit.
 */
final class SoundMixer {
  /** Numbers held at most: 256 MiB. */
  private static final long MOST_HELD = 64L << 20;

  private final Series sound;
  private final SoundCells cells;
  private final float[] hidden;

  /** What each cell adds to the background, {@code [channels][cells][samples]}. */
  private final float[][][] added;

  /**
   * @throws PamiException if the sound is too long for so many bands
   */
  SoundMixer(Series sound, SoundCells cells, SoundBackground background) {
    this.sound = sound;
    this.cells = cells;
    int channels = sound.channels().size();
    long held = (long) channels * cells.domain().size() * (cells.framesACell() + 1L) * cells.hop();
    if (held > MOST_HELD) {
      throw new PamiException(
          "a sound of %s is too long for %d %s of frequencies: cut it, or take at most %d (1 for time alone)"
              .formatted(
                  sound,
                  cells.bands(),
                  cells.bands() == 1 ? "band" : "bands",
                  Math.max(1, cells.bands() * MOST_HELD / held)));
    }
    this.hidden = sound.values();
    this.added = new float[channels][cells.domain().size()][];
    for (int c = 0; c < channels; c++) {
      synthesise(c, background.taken(Spectrogram.of(sound, c), c));
    }
  }

  private void synthesise(int channel, Spectrogram taken) {
    double[] all = new double[(cells.frames() + 1) * cells.hop()];
    for (int time = 0; time < cells.times(); time++) {
      int first = time * cells.framesACell();
      int last = Math.min(cells.frames(), first + cells.framesACell());
      for (int band = 0; band < cells.bands(); band++) {
        double[] cell = new double[(last - first + 1) * cells.hop()];
        taken.addTo(cell, first, last, cells.edges().get(band), cells.edges().get(band + 1));
        float[] kept = new float[cell.length];
        for (int i = 0; i < cell.length; i++) {
          kept[i] = (float) cell[i];
          all[first * cells.hop() + i] += cell[i];
        }
        added[channel][band * cells.times() + time] = kept;
      }
    }
    int from = channel * sound.length();
    for (int t = 0; t < sound.length(); t++) {
      hidden[from + t] = (float) (hidden[from + t] - all[t + cells.hop()]);
    }
  }

  /** The sound with only these cells of {@link SoundCells#domain()} shown. */
  Series mix(BitSet shown) {
    int cellCount = cells.domain().size();
    boolean fromHidden = 2 * shown.cardinality() <= cellCount;
    float[] values = fromHidden ? hidden.clone() : sound.values();
    for (int e = 0; e < cellCount; e++) {
      if (shown.get(e) == fromHidden) {
        add(values, e, fromHidden ? 1 : -1);
      }
    }
    return sound.like(values);
  }

  private void add(float[] values, int element, float sign) {
    int start = (element % cells.times() * cells.framesACell() - 1) * cells.hop();
    int length = sound.length();
    for (int c = 0; c < added.length; c++) {
      float[] cell = added[c][element];
      int to = Math.min(cell.length, length - start);
      int base = c * length + start;
      for (int i = Math.max(0, -start); i < to; i++) {
        values[base + i] += sign * cell[i];
      }
    }
  }
}
