package ai.pami.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** One input of a served model, ready to be sent. */
sealed interface Input {
  /** Feeds what tells this input from others to {@code digest}. */
  void feed(MessageDigest digest);

  /**
   * An item of named tensors.
   *
   * @param slices an item a tensor, at least one
   */
  record Tensors(List<Slice> slices) implements Input {
    @Override
    public void feed(MessageDigest digest) {
      for (Slice slice : slices) {
        digest.update(slice.name().getBytes(StandardCharsets.UTF_8));
        digest.update(slice.type().name().getBytes(StandardCharsets.UTF_8));
        for (int extent : slice.shape()) {
          digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, extent));
        }
        digest.update(slice.data().duplicate());
      }
    }
  }

  /**
   * One item of a tensor.
   *
   * @param shape without the batch axis
   * @param data little-endian, from its position to its limit; texts each behind their length of
   *     four bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on within this package, never compared
  record Slice(String name, Datatype type, int[] shape, ByteBuffer data) {}

  /** A text. */
  record Text(String text) implements Input {
    @Override
    public void feed(MessageDigest digest) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A file's bytes, such as a PNG. */
  @SuppressWarnings("ArrayRecordComponent") // handed on within this package, never compared
  record Encoded(byte[] bytes, String mediaType) implements Input {
    @Override
    public void feed(MessageDigest digest) {
      digest.update(bytes);
    }
  }

  /** Any value of JSON. */
  record Value(JsonNode json) implements Input {
    @Override
    public void feed(MessageDigest digest) {
      digest.update(json.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
