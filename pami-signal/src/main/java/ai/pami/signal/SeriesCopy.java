package ai.pami.signal;

import java.util.BitSet;

/** A copy of a series in the making: its values and, where gaps are bridged, which are shown. */
final class SeriesCopy {
  private SeriesComposer composer;
  private float[] values = new float[0];
  private final BitSet shown = new BitSet();

  void become(SeriesComposer composer, float[] content) {
    this.composer = composer;
    if (values.length == content.length) {
      System.arraycopy(content, 0, values, 0, content.length);
    } else {
      values = content.clone();
    }
  }

  float[] values() {
    return values;
  }

  /** The elements shown; kept by composers whose background bridges gaps. */
  BitSet shown() {
    return shown;
  }

  /** What the model is given for it now. */
  Series input() {
    return composer.input(this);
  }
}
