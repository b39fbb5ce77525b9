package ai.pami.report;

import ai.pami.explanation.ImportanceMap;
import ai.pami.signal.AudioExplanation;
import ai.pami.signal.SoundCells;
import ai.pami.signal.Spectrogram;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** A sound's spectrogram and the importance of its cells as pictures, bands equally high. */
final class SpectrogramPicture {
  private static final int WIDTH = 900;
  private static final int BAND = 20;

  /** The share of all places that are white: they are the quietest. */
  private static final double WHITE = 0.4;

  /** The loudest is at least this much louder than white, in decibels. */
  private static final double RANGE = 30;

  private static final int FOR = 0x2177CC;
  private static final int AGAINST = 0xE87712;

  private SpectrogramPicture() {}

  /** The loudness of the first channel: black is loudest. */
  static BufferedImage grey(AudioExplanation explained) {
    SoundCells cells = explained.cells();
    Spectrogram spectrogram = Spectrogram.of(explained.sound(), 0);
    int band = bandHeight(cells);
    int height = band * cells.bands();
    double[] all = new double[height * WIDTH];
    for (int y = 0; y < height; y++) {
      double low = bin(cells, y, band);
      double high = bin(cells, y + 1, band);
      for (int x = 0; x < WIDTH; x++) {
        int frame =
            (int)
                Math.min(
                    spectrogram.frames() - 1,
                    Math.round((x + 0.5) / WIDTH * cells.length() / spectrogram.hop()));
        double loudest = Math.max(1e-9, loudest(spectrogram, frame, low, high));
        all[y * WIDTH + x] = 20 * Math.log10(loudest);
      }
    }
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    double white = sorted[(int) (WHITE * sorted.length)];
    double range = Math.max(RANGE, sorted[sorted.length - 1] - white);
    BufferedImage picture = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double up = Math.max(0, (all[y * WIDTH + x] - white) / range);
        int grey = (int) Math.round(255 * (1 - up));
        picture.setRGB(x, height - 1 - y, grey << 16 | grey << 8 | grey);
      }
    }
    return picture;
  }

  private static int bandHeight(SoundCells cells) {
    return Math.max(4, BAND * 16 / cells.bands());
  }

  /** The frequency that lies {@code y} rows up, as a number of the spectrogram's. */
  private static double bin(SoundCells cells, int y, int band) {
    int below = Math.min(cells.bands() - 1, y / band);
    double from = cells.edges().get(below);
    double to = cells.edges().get(below + 1);
    return from + (to - from) * (y - (double) below * band) / band;
  }

  private static double loudest(Spectrogram spectrogram, int frame, double low, double high) {
    double most = 0;
    int last = Math.min(spectrogram.bins() - 1, (int) Math.max(low, Math.ceil(high) - 1));
    for (int k = (int) low; k <= last; k++) {
      most = Math.max(most, spectrogram.magnitude(frame, k));
    }
    return most;
  }

  /**
   * The importance, transparent where it is none: blue speaks for the target, orange against it.
   */
  static BufferedImage heat(AudioExplanation explained, ImportanceMap map) {
    SoundCells cells = explained.cells();
    int band = bandHeight(cells);
    int height = band * cells.bands();
    double largest = SignalTarget.largest(map);
    BufferedImage picture = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_ARGB);
    int time = 0;
    for (int x = 0; x < WIDTH; x++) {
      double sample = (x + 0.5) / WIDTH * cells.length();
      while (cells.start(time + 1) <= sample && time < cells.times() - 1) {
        time++;
      }
      for (int y = 0; y < height; y++) {
        double value = map.value(Math.min(cells.bands() - 1, y / band) * cells.times() + time);
        if (!Double.isNaN(value)) {
          int alpha = (int) Math.round(200 * Math.min(1, Math.abs(value) / largest));
          picture.setRGB(x, height - 1 - y, alpha << 24 | (value > 0 ? FOR : AGAINST));
        }
      }
    }
    return picture;
  }

  /** The spectrogram under its importance. */
  static BufferedImage overlay(AudioExplanation explained, ImportanceMap map) {
    BufferedImage picture = grey(explained);
    var graphics = picture.createGraphics();
    graphics.drawImage(heat(explained, map), 0, 0, null);
    graphics.dispose();
    return picture;
  }
}
