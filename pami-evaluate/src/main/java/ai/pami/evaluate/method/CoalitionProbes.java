package ai.pami.evaluate.method;

import ai.pami.engine.Composer;
import ai.pami.engine.Probes;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Supplier;

/** A known number of coalitions of one picture's players, each made when it is asked for. */
final class CoalitionProbes implements Probes<CoalitionProbe> {
  private final Composer<ByteBuffer> composer;
  private final Superpixels players;
  private final Supplier<BitSet> coalitions;
  private final long count;
  private long asked;

  /**
   * @param coalitions called {@code count} times; each result is kept and must not change
   */
  CoalitionProbes(
      Composer<ByteBuffer> composer, Superpixels players, Supplier<BitSet> coalitions, long count) {
    this.composer = composer;
    this.players = players;
    this.coalitions = coalitions;
    this.count = count;
  }

  @Override
  public Optional<CoalitionProbe> next() {
    if (asked == count) {
      return Optional.empty();
    }
    asked++;
    BitSet on = coalitions.get();
    return Optional.of(new CoalitionProbe(composer, players.union(on), on));
  }

  @Override
  public long expected() {
    return count;
  }
}
