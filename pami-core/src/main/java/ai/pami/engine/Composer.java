package ai.pami.engine;

import ai.pami.domain.Domain;
import ai.pami.domain.Ranking;
import ai.pami.domain.Region;
import ai.pami.domain.SoftMask;

/**
 * Mixes one input with one background in a model's own memory. Each modality has its own; the
 * engine sees to it that a slot is filled once and after that only what changes is written.
 *
 * <p>Implementations are immutable and thread-safe; a slot is used by one thread at a time.
 *
 * @param <S> what the model reads an input from
 */
public interface Composer<S> {
  /** The lattice of the elements that can be kept or hidden. */
  Domain domain();

  /** Writes every element of {@code slot} from {@code source}. */
  void fill(S slot, Source source);

  /** Writes the elements of {@code region} from {@code source} and leaves the others. */
  void paint(S slot, Region region, Source source);

  /**
   * Writes the elements of ranks {@code from} to {@code to}-1 from {@code source} and leaves the
   * others.
   */
  void paint(S slot, Ranking ranking, int from, int to, Source source);

  /**
   * Writes every element as a mix: its share of {@code mask} from {@code shown}, the rest from the
   * other source.
   */
  void blend(S slot, SoftMask mask, Source shown);
}
