package ai.pami.models.reading;

import ai.pami.PamiException;
import ai.pami.onnx.OnnxModel;
import ai.pami.onnx.OnnxOptions;
import java.io.IOException;
import java.io.InputStream;

/** Files of PP-OCR (PaddlePaddle, Apache-2.0) as RapidOCR converted and packed them. */
enum Resource {
  DETECTOR("ch_PP-OCRv4_det_infer.onnx"),
  DIRECTION("ch_ppocr_mobile_v2.0_cls_infer.onnx"),
  RECOGNISER("ch_PP-OCRv4_rec_infer.onnx"),
  CHARACTERS("ppocr_keys_v1.txt");

  private final String file;

  Resource(String file) {
    this.file = file;
  }

  byte[] bytes() {
    String path = "/models/" + file;
    try (InputStream in = Resource.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new PamiException("the embedded model is missing from this installation: " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new PamiException("the embedded model can't be read: " + e.getMessage(), e);
    }
  }

  OnnxModel open() {
    return OnnxModel.of(file, bytes(), OnnxOptions.defaults());
  }
}
