package ai.pami.http;

import ai.pami.model.Tensor;
import ai.pami.model.TensorInfo;
import ai.pami.onnx.OnnxFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What the test servers serve: PP-OCR's line classifier, input {@code [N,3,48,192]}, output
 * probabilities {@code [N,2]}.
 */
final class ServedModel implements AutoCloseable {
  static final String NAME = "direction";

  private final OnnxFunction model;

  private ServedModel(OnnxFunction model) {
    this.model = model;
  }

  static byte[] bytes() {
    try (InputStream in =
        ServedModel.class.getResourceAsStream("/models/ch_ppocr_mobile_v2.0_cls_infer.onnx")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ServedModel open() {
    return of(OnnxFunction.of(NAME, bytes()));
  }

  static ServedModel of(OnnxFunction model) {
    return new ServedModel(model);
  }

  TensorInfo input() {
    return model.inputs().get(0);
  }

  TensorInfo output() {
    return model.outputs().get(0);
  }

  /** {@code [n, ...]} to {@code [n, ...]}. */
  Tensor run(Tensor items) {
    return model.run(Map.of(input().name(), items), output().name());
  }

  @Override
  public void close() {
    model.close();
  }
}
