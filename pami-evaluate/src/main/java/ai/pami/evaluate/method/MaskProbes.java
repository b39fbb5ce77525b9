package ai.pami.evaluate.method;

import ai.pami.domain.Mask;
import ai.pami.engine.Composer;
import ai.pami.engine.Probes;
import ai.pami.engine.Source;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongFunction;

/** A known number of masks over one picture, each made when it is asked for. */
final class MaskProbes implements Probes<MaskProbe> {
  private final Composer<ByteBuffer> composer;
  private final Source shown;
  private final long count;
  private final LongFunction<? extends Mask> masks;
  private long asked;

  /**
   * @param shown what lies under the masks
   * @param masks called once for each of 0..{@code count}-1, in this order
   */
  MaskProbes(
      Composer<ByteBuffer> composer, Source shown, long count, LongFunction<? extends Mask> masks) {
    this.composer = composer;
    this.shown = shown;
    this.count = count;
    this.masks = masks;
  }

  @Override
  public Optional<MaskProbe> next() {
    if (asked == count) {
      return Optional.empty();
    }
    long number = asked++;
    return Optional.of(new MaskProbe(composer, masks.apply(number), shown, number));
  }

  @Override
  public long expected() {
    return count;
  }
}
