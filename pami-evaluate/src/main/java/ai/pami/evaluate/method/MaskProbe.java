package ai.pami.evaluate.method;

import ai.pami.domain.Mask;
import ai.pami.engine.Composer;
import ai.pami.engine.Probe;
import ai.pami.engine.Source;
import java.nio.ByteBuffer;

/**
 * The copy that shows the picture under a mask, or hides it there.
 *
 * @param number the how manieth question of its method, from 0
 */
record MaskProbe(Composer<ByteBuffer> composer, Mask mask, Source shown, long number)
    implements Probe<ByteBuffer> {}
