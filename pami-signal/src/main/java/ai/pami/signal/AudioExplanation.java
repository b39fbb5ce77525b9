package ai.pami.signal;

import ai.pami.explanation.Explanation;

/**
 * A prediction for a sound, explained.
 *
 * @param explanation the maps, {@code [bands][times]}, low frequencies first, and what produced
 *     them
 * @param sound that was explained
 * @param cells where the maps' elements lie
 */
public record AudioExplanation(Explanation explanation, Series sound, SoundCells cells) {}
