package ai.pami.image;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.engine.Composer;
import ai.pami.engine.Source;
import java.nio.ByteBuffer;

/**
 * Mixes a picture with a background in a model's input tensor. Both are kept as the bytes the model
 * reads, so painting a region is copying its spans.
 */
final class TensorComposer implements Composer<ByteBuffer> {
  private final Domain domain;
  private final byte[] input;
  private final byte[] background;
  private final int planes;
  private final int bytesPerElement;

  /**
   * @param picture {@code [height][width][3]} in 0..1
   * @param background {@code [height][width][3]} in 0..1
   */
  TensorComposer(ImageInput tensor, float[] picture, float[] background) {
    this.domain = Domain.of(tensor.height(), tensor.width());
    this.input = tensor.encode(picture);
    this.background = tensor.encode(background);
    this.planes = tensor.isPlanar() ? tensor.channels() : 1;
    this.bytesPerElement = tensor.bytesPerNumber() * (tensor.isPlanar() ? 1 : tensor.channels());
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
    int planeBytes = domain.size() * bytesPerElement;
    for (int plane = 0; plane < planes; plane++) {
      int base = plane * planeBytes;
      for (int s = 0; s < region.spanCount(); s++) {
        int from = base + region.start(s) * bytesPerElement;
        int length = (region.end(s) - region.start(s)) * bytesPerElement;
        slot.put(from, bytes, from, length);
      }
    }
  }

  private byte[] bytes(Source source) {
    return source == Source.INPUT ? input : background;
  }
}
