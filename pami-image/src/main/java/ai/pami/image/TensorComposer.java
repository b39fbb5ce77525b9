package ai.pami.image;

import ai.pami.domain.Domain;
import ai.pami.domain.Ranking;
import ai.pami.domain.Region;
import ai.pami.domain.Regions;
import ai.pami.domain.SoftMask;
import ai.pami.engine.Composer;
import ai.pami.engine.Source;
import ai.pami.image.background.Background;
import ai.pami.image.picture.Picture;
import ai.pami.model.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Mixes a picture with a background in a model's input tensor. Both are kept as the bytes the model
 * reads, so painting a region is copying its spans.
 */
final class TensorComposer implements Composer<ByteBuffer> {
  private final Domain domain;
  private final byte[] input;
  private final byte[] background;
  private final ElementType type;
  private final int planes;
  private final int bytesPerElement;

  /**
   * @param picture {@code [height][width][3]} in 0..1
   * @param background {@code [height][width][3]} in 0..1
   */
  TensorComposer(ImageInput tensor, float[] picture, float[] background) {
    this(tensor, tensor.encode(picture), background);
  }

  /**
   * @param picture as {@link ImageInput#encode} gives it; not copied
   * @param background {@code [height][width][3]} in 0..1
   */
  TensorComposer(ImageInput tensor, byte[] picture, float[] background) {
    this.domain = Domain.of(tensor.height(), tensor.width());
    this.input = picture;
    this.background = tensor.encode(background);
    this.type = tensor.type();
    this.planes = tensor.isPlanar() ? tensor.channels() : 1;
    this.bytesPerElement = type.bytes() * (tensor.isPlanar() ? 1 : tensor.channels());
  }

  /**
   * What a background shows of a picture.
   *
   * @throws IllegalArgumentException if it does not give a colour a pixel
   */
  static float[] hidden(Background background, Picture shown, Regions regions) {
    float[] hidden = background.of(shown, regions);
    if (hidden.length != 3 * shown.width() * shown.height()) {
      throw new IllegalArgumentException(
          "background '%s' gives %d values for %s: it must give [height][width][3]"
              .formatted(background.name(), hidden.length, shown));
    }
    return hidden;
  }

  /** SHA-256 of the picture's bytes, then the background's, in hexadecimal digits. */
  String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(input);
      return HexFormat.of().formatHex(digest.digest(background));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
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

  @Override
  public void paint(ByteBuffer slot, Ranking ranking, int from, int to, Source source) {
    byte[] bytes = bytes(source);
    ByteBuffer words = ByteBuffer.wrap(bytes).order(slot.order());
    int planeBytes = domain.size() * bytesPerElement;
    for (int plane = 0; plane < planes; plane++) {
      int base = plane * planeBytes;
      for (int rank = from; rank < to; rank++) {
        int at = base + ranking.element(rank) * bytesPerElement;
        if (bytesPerElement == Integer.BYTES) {
          slot.putInt(
              at, words.getInt(at)); // a bulk copy of four bytes takes several times as long
        } else {
          slot.put(at, bytes, at, bytesPerElement);
        }
      }
    }
  }

  @Override
  public void blend(ByteBuffer slot, SoftMask mask, Source shown) {
    float[] shares = mask.shares();
    ByteBuffer top = numbers(shown);
    ByteBuffer bottom = numbers(shown.other());
    if (type == ElementType.FLOAT32) {
      blend(slot.asFloatBuffer(), shares, top.asFloatBuffer(), bottom.asFloatBuffer());
      return;
    }
    int channels = bytesPerElement / type.bytes();
    for (int plane = 0; plane < planes; plane++) {
      for (int i = 0; i < shares.length; i++) {
        for (int c = 0; c < channels; c++) {
          int index = (plane * shares.length + i) * channels + c;
          float under = type.read(bottom, index);
          type.write(slot, index, under + shares[i] * (type.read(top, index) - under));
        }
      }
    }
  }

  /** The same for the usual type, a row of arrays at a time: several times as fast. */
  private void blend(FloatBuffer slot, float[] shares, FloatBuffer top, FloatBuffer bottom) {
    int channels = bytesPerElement / type.bytes();
    int width = domain.extent(1);
    float[] over = new float[width * channels];
    float[] under = new float[over.length];
    float[] share = new float[over.length];
    for (int row = 0; row < planes * domain.extent(0); row++) {
      int at = row * over.length;
      int pixel = row * width % shares.length;
      for (int i = 0, x = pixel; x < pixel + width; x++) {
        for (int c = 0; c < channels; c++) {
          share[i++] = shares[x];
        }
      }
      top.get(at, over);
      bottom.get(at, under);
      for (int i = 0; i < under.length; i++) {
        under[i] += share[i] * (over[i] - under[i]);
      }
      slot.put(at, under);
    }
  }

  private ByteBuffer numbers(Source source) {
    return ByteBuffer.wrap(bytes(source)).order(ByteOrder.nativeOrder());
  }

  private byte[] bytes(Source source) {
    return source == Source.INPUT ? input : background;
  }
}
