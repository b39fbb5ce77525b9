package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.image.picture.Resampling;
import ai.pami.model.ElementType;
import ai.pami.model.TensorModel;
import ai.pami.target.NearestNames;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
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
          : parse(root, file.getFileName().toString());
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

  private static Preprocessing parse(JsonNode root, String name) {
    for (Iterator<String> keys = root.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "unknown key \"%s\": did you mean \"%s\"?"
                .formatted(key, NearestNames.to(key, KEYS, 1).get(0)));
      }
    }
    Preprocessing p =
        root.has("preset") ? Preprocessing.preset(text(root, "preset")) : Preprocessing.RAW;
    p = p.named(name);
    if (root.has("size")) {
      List<Double> size = numbers(root, "size");
      if (size.size() > 2) {
        throw new IllegalArgumentException("\"size\" must be [height, width] or one number");
      }
      p = p.sized(whole("size", size.get(0)), whole("size", size.get(size.size() - 1)));
    }
    if (root.has("resize") || root.has("short_side")) {
      Resize resize = root.has("resize") ? Resize.named(text(root, "resize")) : p.resize();
      int shortSide =
          root.has("short_side") ? whole("short_side", number(root, "short_side")) : p.shortSide();
      p = p.fitted(resize, shortSide);
    }
    if (root.has("resampling")) {
      p = p.resampled(Resampling.named(text(root, "resampling")));
    }
    if (root.has("layout")) {
      p = p.laidOut(Layout.named(text(root, "layout")));
    }
    Channels channels =
        root.has("channels") ? Channels.named(text(root, "channels")) : p.channels();
    double scale = root.has("scale") ? number(root, "scale") : p.scale();
    List<Double> mean = root.has("mean") ? numbers(root, "mean") : p.mean();
    List<Double> std = root.has("std") ? numbers(root, "std") : p.std();
    // The old means need not fit the new channels.
    return p.normalised(1, 0, 1).ordered(channels).normalised(scale, mean, std);
  }

  static String text(JsonNode root, String key) {
    JsonNode node = root.get(key);
    if (!node.isTextual()) {
      throw new IllegalArgumentException("\"%s\" must be a text, not %s".formatted(key, node));
    }
    return node.asText();
  }

  private static double number(JsonNode root, String key) {
    List<Double> numbers = numbers(root, key);
    if (numbers.size() != 1) {
      throw new IllegalArgumentException(
          "\"%s\" must be one number, not %s".formatted(key, numbers));
    }
    return numbers.get(0);
  }

  private static int whole(String key, double number) {
    if (number != (int) number) {
      throw new IllegalArgumentException(
          "\"%s\" must be a whole number, not %s".formatted(key, number));
    }
    return (int) number;
  }

  static List<Double> numbers(JsonNode root, String key) {
    JsonNode node = root.path(key);
    if (node.isMissingNode()) {
      throw new IllegalArgumentException("\"%s\" is missing".formatted(key));
    }
    List<Double> numbers = new ArrayList<>();
    if (node.isNumber()) {
      numbers.add(node.asDouble());
    } else if (node.isArray()) {
      node.forEach(
          n -> {
            if (n.isNumber()) {
              numbers.add(n.asDouble());
            }
          });
    }
    if (numbers.isEmpty() || (node.isArray() && numbers.size() != node.size())) {
      throw new IllegalArgumentException(
          "\"%s\" must be a number or a list of numbers, not %s".formatted(key, node));
    }
    return numbers;
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
