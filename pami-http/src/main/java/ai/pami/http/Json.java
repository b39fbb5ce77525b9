package ai.pami.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;

/** JSON as servers write and read it: NaN and Infinity stand bare, as Python has them. */
final class Json {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .build();

  private Json() {}

  /** Writes a document. */
  @FunctionalInterface
  interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static byte[] bytes(Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = MAPPER.createGenerator(out)) {
      content.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    }
    return out.toByteArray();
  }

  /**
   * Reads a server's answer.
   *
   * @throws RemoteFailure if it is not JSON
   */
  static JsonNode read(HttpTransport.Response response, int length) {
    try {
      return MAPPER.readTree(response.body(), 0, length);
    } catch (JsonProcessingException e) {
      throw RemoteFailure.lasting(
          "%s answered with what is not JSON: %s; check that the address is the model's"
              .formatted(response.address(), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be read", e);
    }
  }

  static JsonNode read(HttpTransport.Response response) {
    return read(response, response.body().length);
  }

  /** Writes an input as a value: nested arrays of a tensor, a text, a file's bytes in base64. */
  static void write(JsonGenerator json, Input input) throws IOException {
    if (input instanceof Input.Text text) {
      json.writeString(text.text());
    } else if (input instanceof Input.Value value) {
      json.writeTree(value.json());
    } else if (input instanceof Input.Encoded file) {
      json.writeString(Base64.getEncoder().encodeToString(file.bytes()));
    } else if (input instanceof Input.Tensors tensors) {
      if (tensors.slices().size() == 1) {
        write(json, tensors.slices().get(0));
        return;
      }
      json.writeStartObject();
      for (Input.Slice slice : tensors.slices()) {
        json.writeFieldName(slice.name());
        write(json, slice);
      }
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, Input.Slice slice) throws IOException {
    write(json, slice, new Elements(slice), 0);
  }

  private static void write(JsonGenerator json, Input.Slice slice, Elements elements, int axis)
      throws IOException {
    if (axis == slice.shape().length) {
      elements.writeNext(json);
      return;
    }
    json.writeStartArray();
    for (int i = 0; i < slice.shape()[axis]; i++) {
      write(json, slice, elements, axis + 1);
    }
    json.writeEndArray();
  }

  /** The elements of a slice, one after another. */
  static final class Elements {
    private final Input.Slice slice;
    private final ByteBuffer data;
    private int next;

    Elements(Input.Slice slice) {
      this.slice = slice;
      this.data = slice.data().duplicate().order(slice.data().order());
    }

    boolean hasNext() {
      return slice.type() == Datatype.BYTES
          ? data.hasRemaining()
          : next * slice.type().bytes() < data.remaining();
    }

    void writeNext(JsonGenerator json) throws IOException {
      if (slice.type() == Datatype.BYTES) {
        byte[] text = new byte[data.getInt()];
        data.get(text);
        json.writeUTF8String(text, 0, text.length);
      } else {
        slice.type().write(json, data, next++);
      }
    }
  }
}
