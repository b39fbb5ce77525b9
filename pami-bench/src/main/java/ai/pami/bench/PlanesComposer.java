package ai.pami.bench;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.engine.Composer;
import ai.pami.engine.Source;
import java.nio.ByteBuffer;

/**
 * Mixes two float32 tensors {@code [3][side][side]} by copying a region's spans in each plane, just
 * as the pictures' own composer does, which other modules can't see.
 */
final class PlanesComposer implements Composer<ByteBuffer> {
  private static final int PLANES = 3;

  private final Domain domain;
  private final byte[] input;
  private final byte[] background;

  PlanesComposer(int side) {
    this.domain = Domain.of(side, side);
    this.input = new byte[PLANES * domain.size() * Float.BYTES];
    this.background = new byte[input.length];
  }

  @Override
  public Domain domain() {
    return domain;
  }

  @Override
  public void fill(ByteBuffer slot, Source source) {
    slot.put(0, bytes(source));
  }

  @Override
  public void paint(ByteBuffer slot, Region region, Source source) {
    byte[] bytes = bytes(source);
    for (int plane = 0; plane < PLANES; plane++) {
      int base = plane * domain.size();
      for (int s = 0; s < region.spanCount(); s++) {
        int from = (base + region.start(s)) * Float.BYTES;
        slot.put(from, bytes, from, (region.end(s) - region.start(s)) * Float.BYTES);
      }
    }
  }

  private byte[] bytes(Source source) {
    return source == Source.INPUT ? input : background;
  }
}
