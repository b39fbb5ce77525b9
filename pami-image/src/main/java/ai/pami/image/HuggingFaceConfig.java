package ai.pami.image;

import ai.pami.image.picture.Resampling;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Reads the image part of a Hugging Face {@code preprocessor_config.json}. */
final class HuggingFaceConfig {
  private HuggingFaceConfig() {}

  static Preprocessing parse(JsonNode root, String name) {
    JsonFields fields = new JsonFields(root);
    Preprocessing p = Preprocessing.RAW.named(name).laidOut(Layout.NCHW);
    double scale =
        root.path("do_rescale").asBoolean(true)
            ? root.path("rescale_factor").asDouble(1 / 255.0)
            : 1;
    boolean normalises = root.path("do_normalize").asBoolean(root.has("image_mean"));
    p =
        normalises && root.has("image_mean")
            ? p.normalised(scale, fields.numbers("image_mean"), fields.numbers("image_std"))
            : p.normalised(scale, 0, 1);
    p = p.resampled(resampling(root.path("resample").asInt(2)));
    JsonNode size = root.path("size");
    int shortest = size.isNumber() ? size.asInt() : size.path("shortest_edge").asInt(0);
    boolean crops = root.path("do_center_crop").asBoolean(false);
    JsonNode area = crops && root.has("crop_size") ? root.path("crop_size") : size;
    int height = area.isNumber() ? area.asInt() : area.path("height").asInt(shortest);
    int width = area.isNumber() ? area.asInt() : area.path("width").asInt(shortest);
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "\"size\" must give height and width or the shortest edge, not " + size);
    }
    p = p.sized(height, width);
    boolean squashes = size.has("height") && size.has("width");
    if (crops
        && squashes
        && (size.path("height").asInt() != height || size.path("width").asInt() != width)) {
      throw new IllegalArgumentException(
          "\"size\" %s squashes before \"crop_size\" %s cuts: such inputs can't be made so far"
              .formatted(size, area));
    }
    // Without a crop a single number means squashing to a square.
    return crops && !squashes ? p.fitted(Resize.CROP, shortest) : p.fitted(Resize.SQUASH, 0);
  }

  /** Pillow's numbers. */
  private static Resampling resampling(int number) {
    return switch (number) {
      case 1 -> Resampling.LANCZOS;
      case 2 -> Resampling.BILINEAR;
      case 3 -> Resampling.BICUBIC;
      default ->
          throw new IllegalArgumentException(
              "\"resample\" must be one of %s, not %d".formatted(List.of(1, 2, 3), number));
    };
  }
}
