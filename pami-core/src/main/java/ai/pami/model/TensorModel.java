package ai.pami.model;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A model that reads one tensor and answers with one tensor, such as an ONNX file. What the tensor
 * means (a picture, a spectrogram) is for the modality to know.
 */
public interface TensorModel extends AutoCloseable {
  /** For messages and records, usually the file's name. */
  String name();

  /** The input tensor, batch axis first. */
  TensorInfo input();

  /** The output tensor that is explained, batch axis first. */
  TensorInfo output();

  /** What the model's author wrote into it: key to value, as found. */
  Map<String, String> metadata();

  /** What identifies this model in a record: file, SHA-256, runtime and its version. */
  Map<String, String> provenance();

  /**
   * This model for inputs of one shape. A slot is a buffer in native byte order that holds one
   * input, last axis fastest, in the input's element type.
   *
   * @param inputShape every extent of the input but the batch axis
   * @throws ai.pami.PamiException if the model does not accept that shape
   */
  Model<ByteBuffer> shaped(int... inputShape);

  @Override
  void close();
}
