package ai.pami.evaluate.method;

import ai.pami.domain.Region;
import ai.pami.engine.Composer;
import ai.pami.engine.Probe;
import ai.pami.engine.Source;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * The copy that shows some players and hides the others.
 *
 * @param mask all elements of the players that are on
 * @param on which players; not to be changed
 */
record CoalitionProbe(Composer<ByteBuffer> composer, Region mask, BitSet on)
    implements Probe<ByteBuffer> {
  @Override
  public Source shown() {
    return Source.INPUT;
  }
}
