package ai.pami.http;

import ai.pami.model.ElementType;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The Open Inference Protocol's names of how numbers are stored; all little-endian. */
enum Datatype {
  BOOL(1, ElementType.OTHER),
  UINT8(1, ElementType.UINT8),
  UINT16(2, ElementType.OTHER),
  UINT32(4, ElementType.OTHER),
  UINT64(8, ElementType.OTHER),
  INT8(1, ElementType.OTHER),
  INT16(2, ElementType.OTHER),
  INT32(4, ElementType.INT32),
  INT64(8, ElementType.INT64),
  FP16(2, ElementType.FLOAT16),
  BF16(2, ElementType.OTHER),
  FP32(4, ElementType.FLOAT32),
  /** Given in single precision, and widened. */
  FP64(8, ElementType.FLOAT32),
  BYTES(0, ElementType.STRING);

  private final int bytes;
  private final ElementType type;

  Datatype(int bytes, ElementType type) {
    this.bytes = bytes;
    this.type = type;
  }

  static Optional<Datatype> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** The bytes one element takes; 0 where they are not equally long. */
  int bytes() {
    return bytes;
  }

  /** How the engine writes such numbers. */
  ElementType type() {
    return type;
  }

  /** Element {@code index} of little-endian {@code data}, counted from its position. */
  double read(ByteBuffer data, int index) {
    int at = data.position() + index * bytes;
    return switch (this) {
      case BOOL, UINT8 -> data.get(at) & 0xFF;
      case INT8 -> data.get(at);
      case UINT16 -> data.getShort(at) & 0xFFFF;
      case INT16 -> data.getShort(at);
      case UINT32 -> data.getInt(at) & 0xFFFFFFFFL;
      case INT32 -> data.getInt(at);
      case UINT64, INT64 -> data.getLong(at);
      case FP16 -> ElementType.FLOAT16.read(data.slice(at, 2).order(data.order()), 0);
      case BF16 -> Float.intBitsToFloat(data.getShort(at) << 16);
      case FP32 -> data.getFloat(at);
      case FP64 -> data.getDouble(at);
      case BYTES -> throw new IllegalStateException("texts are no numbers");
    };
  }

  /** Writes a number at the position of little-endian {@code data} and moves behind it. */
  void put(ByteBuffer data, double value) {
    switch (this) {
      case FP64 -> data.putDouble(value);
      case FP32 -> data.putFloat((float) value);
      case INT64, UINT64 -> data.putLong((long) value);
      case INT32, UINT32 -> data.putInt((int) (long) value);
      case INT16, UINT16 -> data.putShort((short) (long) value);
      case INT8, UINT8, BOOL -> data.put((byte) (long) value);
      case FP16 -> {
        ElementType.FLOAT16.write(
            data.slice(data.position(), 2).order(data.order()), 0, (float) value);
        data.position(data.position() + 2);
      }
      case BF16 -> data.putShort((short) (Float.floatToRawIntBits((float) value) >>> 16));
      case BYTES -> throw new IllegalStateException("texts are no numbers");
    }
  }

  /** Writes element {@code index} of {@code data} as a number of JSON that reads back the same. */
  void write(JsonGenerator json, ByteBuffer data, int index) throws IOException {
    switch (this) {
      case FP32 -> json.writeNumber((float) read(data, index));
      case FP64, FP16, BF16 -> json.writeNumber(read(data, index));
      case INT64, UINT64 -> json.writeNumber(data.getLong(data.position() + index * bytes));
      case BOOL -> json.writeBoolean(read(data, index) != 0);
      default -> json.writeNumber((long) read(data, index));
    }
  }
}
