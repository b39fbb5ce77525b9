package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.image.picture.Resampling;
import ai.pami.model.ElementType;
import ai.pami.model.TensorModel;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Preprocessing from a JSON file, from what lies beside a model, or from what the model says of
 * itself.
 *
 * <p>The file:
 *
 * <pre>{@code
 * {
 *   "size": [224, 224],           height, width; or one number for both; left out: the model's
 *   "resize": "squash",           or "crop", "fit-height"
 *   "short_side": 256,            for "crop": the shorter side before the middle is cut out
 *   "resampling": "bilinear",     or "bicubic", "lanczos", "bilinear-plain"
 *   "channels": "RGB",            or "BGR", "GREY"
 *   "layout": "NCHW",             or "NHWC"; left out: seen from the model
 *   "scale": 0.00392156862745098, what pixels 0..255 are multiplied by
 *   "mean": [0.485, 0.456, 0.406],
 *   "std": [0.229, 0.224, 0.225]
 * }
 * }</pre>
 *
 * Everything left out is as in the preset that {@code "preset"} names, or as in {@link
 * Preprocessing#RAW}. A Hugging Face {@code preprocessor_config.json} is understood as well.
 */
public final class PreprocessingFile {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Set<String> KEYS =
      Set.of(
          "preset",
          "size",
          "resize",
          "short_side",
          "resampling",
          "channels",
          "layout",
          "scale",
          "mean",
          "std");

  private PreprocessingFile() {}

  /**
   * Reads a file.
   *
   * @throws PamiException if it can't be read, is no JSON, or says something unknown or out of
   *     range
   */
  public static Preprocessing read(Path file) {
    try {
      JsonNode root = MAPPER.readTree(Files.readString(file));
      if (!root.isObject()) {
        throw new PamiException("preprocessing file holds no JSON object: " + file);
      }
      return root.has("image_mean") || root.has("image_processor_type") || root.has("do_resize")
          ? HuggingFaceConfig.parse(root, file.getFileName().toString())
          : parse(new JsonFields(root), file.getFileName().toString());
    } catch (NoSuchFileException e) {
      throw new PamiException("preprocessing file not found: " + file, e);
    } catch (JsonProcessingException e) {
      throw new PamiException(
          "preprocessing file is no valid JSON: %s (line %d: %s)"
              .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new PamiException(
          "preprocessing file can't be read: " + file + " (" + e.getMessage() + ")", e);
    } catch (IllegalArgumentException e) {
      throw new PamiException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Preprocessing from the text of such a file.
   *
   * @param name of the result
   * @throws PamiException if the text is no JSON, or says something unknown or out of range
   */
  public static Preprocessing parse(String json, String name) {
    try {
      return parse(new JsonFields(MAPPER.readTree(json)), name);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new PamiException("preprocessing '%s': %s".formatted(name, e.getMessage()), e);
    }
  }

  /** The text of a file that says what {@code preprocessing} does: all but its name. */
  public static String text(Preprocessing preprocessing) {
    ObjectNode root = MAPPER.createObjectNode();
    root.putArray("size").add(preprocessing.height()).add(preprocessing.width());
    root.put("resize", preprocessing.resize().toString());
    root.put("short_side", preprocessing.shortSide());
    root.put("resampling", preprocessing.resampling().toString());
    root.put("channels", preprocessing.channels().name());
    preprocessing.layout().ifPresent(layout -> root.put("layout", layout.name()));
    root.put("scale", preprocessing.scale());
    preprocessing.mean().forEach(root.putArray("mean")::add);
    preprocessing.std().forEach(root.putArray("std")::add);
    return root.toString();
  }

  private static Preprocessing parse(JsonFields fields, String name) {
    fields.requireKnown(KEYS);
    Preprocessing p =
        fields.has("preset") ? Preprocessing.preset(fields.text("preset")) : Preprocessing.RAW;
    p = p.named(name);
    if (fields.has("size")) {
      List<Integer> size = fields.wholeNumbers("size");
      if (size.size() > 2) {
        throw new IllegalArgumentException("\"size\" must be [height, width] or one number");
      }
      p = p.sized(size.get(0), size.get(size.size() - 1));
    }
    if (fields.has("resize") || fields.has("short_side")) {
      Resize resize = fields.has("resize") ? Resize.named(fields.text("resize")) : p.resize();
      int shortSide = fields.has("short_side") ? fields.wholeNumber("short_side") : p.shortSide();
      p = p.fitted(resize, shortSide);
    }
    if (fields.has("resampling")) {
      p = p.resampled(Resampling.named(fields.text("resampling")));
    }
    if (fields.has("layout")) {
      p = p.laidOut(Layout.named(fields.text("layout")));
    }
    Channels channels =
        fields.has("channels") ? Channels.named(fields.text("channels")) : p.channels();
    double scale = fields.has("scale") ? fields.number("scale") : p.scale();
    List<Double> mean = fields.has("mean") ? fields.numbers("mean") : p.mean();
    List<Double> std = fields.has("std") ? fields.numbers("std") : p.std();
    // The old means need not fit the new channels.
    return p.normalised(1, 0, 1).ordered(channels).normalised(scale, mean, std);
  }

  /**
   * The preprocessing described by a file beside a model: {@code NAME.preprocess.json}, {@code
   * NAME.json} or {@code preprocessor_config.json} for a model {@code NAME.onnx}; empty if there is
   * none.
   *
   * @throws PamiException if there is one that can't be read
   */
  public static Optional<Preprocessing> beside(Path model) {
    String name = model.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    for (String candidate :
        List.of(name + ".preprocess.json", name + ".json", "preprocessor_config.json")) {
      Path file = model.resolveSibling(candidate);
      if (Files.isRegularFile(file)) {
        return Optional.of(read(file));
      }
    }
    return Optional.empty();
  }

  /**
   * What the model says of itself: the pixel format and range of the ONNX specification's image
   * metadata ({@code Image.BitmapPixelFormat}, {@code Image.NominalPixelRange}), or an input of
   * uint8 numbers, which can only be pixels as they are; empty if it says nothing.
   */
  public static Optional<Preprocessing> of(TensorModel model) {
    String format = model.metadata().getOrDefault("Image.BitmapPixelFormat", "");
    String range = model.metadata().getOrDefault("Image.NominalPixelRange", "");
    boolean bytes = model.input().type() == ElementType.UINT8;
    if (range.isEmpty() && !bytes) {
      return Optional.empty();
    }
    Preprocessing p = Preprocessing.RAW.named("the model's own metadata");
    String colours = format.toLowerCase(Locale.ROOT);
    boolean grey = colours.startsWith("gr") || (format.isEmpty() && hasOneChannel(model));
    p = p.ordered(grey ? Channels.GREY : colours.startsWith("bgr") ? Channels.BGR : Channels.RGB);
    return switch (range) {
      case "Normalized_0_1" -> Optional.of(p.normalised(1 / 255.0, 0, 1));
      case "Normalized_1_1" -> Optional.of(p.normalised(1 / 127.5, 1, 1));
      case "NominalRange_16_235" -> Optional.of(p.normalised(219 / 255.0, -16, 1));
      case "NominalRange_0_255", "" -> Optional.of(p);
      default -> Optional.empty();
    };
  }

  private static boolean hasOneChannel(TensorModel model) {
    List<Integer> shape = model.input().shape();
    return shape.size() == 4 && (shape.get(1) == 1 || shape.get(3) == 1);
  }
}
