package ai.pami.signal;

import ai.pami.domain.Domain;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a sound that are kept and hidden: bands of frequencies, equally wide to the ear
 * (mel), by stretches of time. Neighbouring stretches fade into each other over half a frame of the
 * {@link Spectrogram}.
 *
 * @param length of the sound, in samples
 * @param hop samples from frame to frame
 * @param framesACell how many frames make a stretch
 * @param edges of the bands, as numbers of frequencies of the spectrogram: band b has those from
 *     {@code edges[b]} to {@code edges[b + 1]} - 1
 */
public record SoundCells(int length, int hop, int framesACell, List<Integer> edges) {
  /** More would make maps no easier to read, only larger. */
  private static final int MOST_TIMES = 256;

  public SoundCells {
    edges = List.copyOf(edges);
    if (edges.size() < 2 || framesACell < 1) {
      throw new IllegalArgumentException("a sound without bands or frames");
    }
  }

  /**
   * Cells of a sound.
   *
   * @param bands at most so many; fewer where frequencies are too few. 1 for time alone
   * @throws IllegalArgumentException if below 1
   */
  public static SoundCells of(Series sound, int bands) {
    if (bands < 1) {
      throw new IllegalArgumentException("%d bands of frequencies".formatted(bands));
    }
    int size = Spectrogram.size(sound);
    int frames = Spectrogram.frames(sound.length(), size);
    double rate = sound.rate().orElse(1);
    int top = size / 2 + 1;
    List<Integer> edges = new ArrayList<>();
    edges.add(0);
    for (int band = 1; band < bands; band++) {
      double edge = hertz(mel(rate / 2) * band / bands) * size / rate;
      int bin = (int) Math.max(edges.get(edges.size() - 1) + 1L, Math.round(edge));
      if (bin < top) {
        edges.add(bin);
      }
    }
    edges.add(top);
    return new SoundCells(sound.length(), size / 2, (frames + MOST_TIMES - 1) / MOST_TIMES, edges);
  }

  /** Frequency as the ear hears it (O'Shaughnessy 1987). */
  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  private static double hertz(double mel) {
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }

  /** How many bands there are. */
  public int bands() {
    return edges.size() - 1;
  }

  /** How many frames the sound has. */
  int frames() {
    return Spectrogram.frames(length, 2 * hop);
  }

  /** How many stretches of time there are. */
  public int times() {
    return (frames() + framesACell - 1) / framesACell;
  }

  /** The elements of maps, {@code [bands][times]}, low frequencies first. */
  public Domain domain() {
    return Domain.of(bands(), times());
  }

  /** The first sample of a stretch: where it is half faded in; at {@link #times()} the length. */
  public int start(int time) {
    long middle = (long) time * framesACell * hop - hop / 2;
    return time == 0 ? 0 : time >= times() ? length : (int) Math.min(length, middle);
  }

  /**
   * The lowest frequency of a band; at {@link #bands()} half the rate.
   *
   * @param rate samples a second
   */
  public double hertz(int band, double rate) {
    return Math.min(rate / 2, edges.get(band) * rate / (2.0 * hop));
  }
}
