package ai.pami.engine;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;

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
}
