package ai.pami.signal;

import ai.pami.domain.Region;
import ai.pami.explanation.Explanation;
import java.util.BitSet;

/**
 * A prediction for a sound, explained.
 *
 * @param explanation the maps, {@code [bands][times]}, low frequencies first, and what produced
 *     them
 * @param sound that was explained
 * @param cells where the maps' elements lie
 * @param background what hidden cells were filled with
 */
public record AudioExplanation(
    Explanation explanation, Series sound, SoundCells cells, SoundBackground background) {
  /** The sound with only these cells shown, as the model was given it. */
  public Series showing(Region shown) {
    BitSet elements = new BitSet();
    for (int i = 0; i < shown.spanCount(); i++) {
      elements.set(shown.start(i), shown.end(i));
    }
    return new SoundMixer(sound, cells, background).mix(elements);
  }
}
