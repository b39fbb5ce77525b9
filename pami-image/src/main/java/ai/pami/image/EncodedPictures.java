package ai.pami.image;

import ai.pami.image.picture.Picture;
import ai.pami.image.picture.PictureEncoding;
import ai.pami.model.Predictor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Models that take pictures as files, such as a server that decodes PNG, as the model that {@link
 * ImageExplainer} asks: every masked copy is encoded and handed over. What the server does to a
 * picture is its own affair, so copies are 8-bit RGB as they are, {@code [height][width][3]}.
 *
 * <pre>{@code
 * TensorModel model = EncodedPictures.of(files -> service.classify(files), PictureEncoding.PNG, 224, 224);
 * ImageExplainer.of(model, PictureFunction.preprocessing(Preprocessing.RAW));
 * }</pre>
 */
public final class EncodedPictures {
  private EncodedPictures() {}

  /**
   * A model of files.
   *
   * @param height of the pictures sent, in pixels; 0 for what the preprocessing says
   * @param width of the pictures sent, in pixels; 0 for what the preprocessing says
   */
  public static PictureFunction of(
      Predictor<byte[]> model, PictureEncoding encoding, int height, int width) {
    return PictureFunction.of(
        new Predictor<>() {
          @Override
          public double[][] predict(List<Picture> pictures) {
            return model.predict(pictures.stream().map(encoding::encode).toList());
          }

          @Override
          public Map<String, String> provenance() {
            Map<String, String> facts = new LinkedHashMap<>(model.provenance());
            facts.put("sent as", encoding.toString());
            return facts;
          }
        },
        height,
        width);
  }
}
