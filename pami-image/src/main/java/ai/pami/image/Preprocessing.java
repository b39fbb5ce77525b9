package ai.pami.image;

import ai.pami.image.picture.Picture;
import ai.pami.image.picture.Resampling;
import ai.pami.target.NearestNames;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a picture becomes the numbers that a model was trained on: fitted to the input's size, then
 * each channel {@code (pixel * scale - mean) / std} with pixels 0..255.
 *
 * @param name for records
 * @param height of the input in pixels; 0 to take the model's
 * @param width of the input in pixels; 0 to take the model's
 * @param resize how the picture is fitted
 * @param shortSide what the shorter side becomes before the middle is cut out ({@link Resize#CROP}
 *     only); 0 for the input's own shorter side
 * @param resampling how it is scaled
 * @param channels the order of colours
 * @param layout the order of axes, or empty to see it from the model
 * @param scale what pixels are multiplied by
 * @param mean what is then subtracted, a number a channel in the order of {@code channels}, or one
 *     for all
 * @param std what it is then divided by, as {@code mean}
 */
public record Preprocessing(
    String name,
    int height,
    int width,
    Resize resize,
    int shortSide,
    Resampling resampling,
    Channels channels,
    Optional<Layout> layout,
    double scale,
    List<Double> mean,
    List<Double> std) {

  /** Pixels as they are, 0..255, RGB, squashed: for models that do the rest themselves. */
  public static final Preprocessing RAW =
      new Preprocessing(
          "raw",
          0,
          0,
          Resize.SQUASH,
          0,
          Resampling.BILINEAR,
          Channels.RGB,
          Optional.empty(),
          1,
          List.of(0.0),
          List.of(1.0));

  /** RGB in 0..1, squashed. */
  public static final Preprocessing UNIT = RAW.named("unit").normalised(1 / 255.0, 0, 1);

  /**
   * torchvision's: short side 256, the middle 224, RGB in 0..1 minus (0.485, 0.456, 0.406) over
   * (0.229, 0.224, 0.225).
   */
  public static final Preprocessing IMAGENET =
      RAW.named("imagenet")
          .normalised(1 / 255.0, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225))
          .fitted(Resize.CROP, 256)
          .sized(224, 224);

  /** Caffe's and Keras' "caffe": squashed, BGR 0..255 minus (103.939, 116.779, 123.68). */
  public static final Preprocessing IMAGENET_CAFFE =
      RAW.named("imagenet-caffe")
          .ordered(Channels.BGR)
          .normalised(1, List.of(103.939, 116.779, 123.68), List.of(1.0))
          .sized(224, 224);

  /** Keras' "tf" and TensorFlow Slim's: squashed, RGB in -1..1. */
  public static final Preprocessing IMAGENET_TF =
      RAW.named("imagenet-tf").normalised(1 / 127.5, 1, 1).sized(224, 224);

  /** CLIP's: short side 224, the middle, bicubic, RGB with CLIP's mean and deviation. */
  public static final Preprocessing CLIP =
      RAW.named("clip")
          .normalised(
              1 / 255.0,
              List.of(0.48145466, 0.4578275, 0.40821073),
              List.of(0.26862954, 0.26130258, 0.27577711))
          .fitted(Resize.CROP, 0)
          .resampled(Resampling.BICUBIC)
          .sized(224, 224);

  /** A grey digit or letter: one channel in 0..1, squashed. */
  public static final Preprocessing GREY_UNIT = UNIT.named("grey-unit").ordered(Channels.GREY);

  /**
   * YOLO's: RGB in 0..1, the whole picture with grey margins, 640 x 640 where any size is taken.
   */
  public static final Preprocessing YOLO =
      UNIT.named("yolo").fitted(Resize.LETTERBOX, 0).sized(640, 640);

  private static final Map<String, Preprocessing> PRESETS =
      presets(RAW, UNIT, IMAGENET, IMAGENET_CAFFE, IMAGENET_TF, CLIP, GREY_UNIT, YOLO);

  /** Of the margins around a picture that is fitted by {@link Resize#LETTERBOX}. */
  private static final byte MARGIN = 114;

  public Preprocessing {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    require(height >= 0 && width >= 0, "size", height + "x" + width);
    require(shortSide >= 0, "short_side", shortSide);
    require(Double.isFinite(scale) && scale != 0, "scale", scale);
    requireNumbers(mean.stream().allMatch(Double::isFinite), "mean", mean, channels);
    requireNumbers(std.stream().allMatch(s -> Double.isFinite(s) && s != 0), "std", std, channels);
  }

  private static void requireNumbers(
      boolean usable, String what, List<Double> numbers, Channels channels) {
    int count = numbers.size();
    require(
        usable && (count == 1 || count == channels.count()),
        what,
        "%s for %s; it needs one number, or one a channel".formatted(numbers, channels));
  }

  private static void require(boolean fits, String what, Object value) {
    if (!fits) {
      throw new IllegalArgumentException("preprocessing: %s can't be %s".formatted(what, value));
    }
  }

  private static Map<String, Preprocessing> presets(Preprocessing... presets) {
    Map<String, Preprocessing> byName = new TreeMap<>();
    for (Preprocessing preset : presets) {
      byName.put(preset.name(), preset);
    }
    return byName;
  }

  /** The names that {@link #preset} knows. */
  public static List<String> presetNames() {
    return List.copyOf(PRESETS.keySet());
  }

  /**
   * The preprocessing of the given name.
   *
   * @throws IllegalArgumentException if there is none, offering the nearest
   */
  public static Preprocessing preset(String name) {
    Preprocessing preset = PRESETS.get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "no preprocessing '%s': did you mean %s? There are %s, or give a JSON file"
              .formatted(
                  name,
                  NearestNames.to(name, PRESETS.keySet(), 1).get(0),
                  String.join(", ", PRESETS.keySet())));
    }
    return preset;
  }

  public Preprocessing named(String name) {
    return new Preprocessing(
        name, height, width, resize, shortSide, resampling, channels, layout, scale, mean, std);
  }

  /** With another input size, {@code height} by {@code width} pixels; 0 for the model's. */
  public Preprocessing sized(int height, int width) {
    return new Preprocessing(
        name, height, width, resize, shortSide, resampling, channels, layout, scale, mean, std);
  }

  /** With another way of fitting; see {@link #shortSide()}. */
  public Preprocessing fitted(Resize resize, int shortSide) {
    return new Preprocessing(
        name, height, width, resize, shortSide, resampling, channels, layout, scale, mean, std);
  }

  public Preprocessing resampled(Resampling resampling) {
    return new Preprocessing(
        name, height, width, resize, shortSide, resampling, channels, layout, scale, mean, std);
  }

  public Preprocessing ordered(Channels channels) {
    return new Preprocessing(
        name, height, width, resize, shortSide, resampling, channels, layout, scale, mean, std);
  }

  public Preprocessing laidOut(Layout layout) {
    return new Preprocessing(
        name,
        height,
        width,
        resize,
        shortSide,
        resampling,
        channels,
        Optional.of(layout),
        scale,
        mean,
        std);
  }

  /** With another scale, mean and deviation for all channels. */
  public Preprocessing normalised(double scale, double mean, double std) {
    return normalised(scale, List.of(mean), List.of(std));
  }

  /** With another scale, mean and deviation, a number a channel or one for all. */
  public Preprocessing normalised(double scale, List<Double> mean, List<Double> std) {
    return new Preprocessing(
        name, height, width, resize, shortSide, resampling, channels, layout, scale, mean, std);
  }

  /**
   * Where the model's pixels lie on a picture.
   *
   * @param picture width and height of the picture as read
   * @param inputHeight of the model's input, in pixels
   * @param inputWidth of the model's input, in pixels
   */
  Placement place(Picture picture, int inputHeight, int inputWidth) {
    return switch (resize) {
      case SQUASH, FIT_HEIGHT ->
          new Placement(
              inputWidth,
              inputHeight,
              0,
              0,
              (double) picture.width() / inputWidth,
              (double) picture.height() / inputHeight);
      case CROP ->
          placed(picture, cropped(picture, inputHeight, inputWidth), inputHeight, inputWidth);
      case LETTERBOX ->
          placed(picture, letterboxed(picture, inputHeight, inputWidth), inputHeight, inputWidth);
    };
  }

  private static Placement placed(Picture picture, Scaled scaled, int inputHeight, int inputWidth) {
    double scaleX = (double) picture.width() / scaled.width();
    double scaleY = (double) picture.height() / scaled.height();
    return new Placement(
        inputWidth, inputHeight, scaled.left() * scaleX, scaled.top() * scaleY, scaleX, scaleY);
  }

  /** The picture as the model sees it. */
  Picture fit(Picture picture, int inputHeight, int inputWidth) {
    return switch (resize) {
      case SQUASH, FIT_HEIGHT -> resampling.resize(picture, inputWidth, inputHeight);
      case CROP -> {
        Scaled scaled = cropped(picture, inputHeight, inputWidth);
        yield resampling.resizePart(
            picture,
            scaled.width(),
            scaled.height(),
            scaled.left(),
            scaled.top(),
            inputWidth,
            inputHeight);
      }
      case LETTERBOX -> {
        Scaled scaled = letterboxed(picture, inputHeight, inputWidth);
        yield framed(
            resampling.resize(picture, scaled.width(), scaled.height()),
            -scaled.left(),
            -scaled.top(),
            inputWidth,
            inputHeight);
      }
    };
  }

  /** A picture in a larger grey one. */
  private static Picture framed(Picture picture, int left, int top, int width, int height) {
    byte[] from = picture.toRgb();
    byte[] rgb = new byte[3 * Math.multiplyExact(width, height)];
    Arrays.fill(rgb, MARGIN);
    int row = 3 * picture.width();
    for (int y = 0; y < picture.height(); y++) {
      System.arraycopy(from, y * row, rgb, 3 * ((y + top) * width + left), row);
    }
    return Picture.of(width, height, rgb);
  }

  /**
   * As large as it fits: what the model sees begins in the margin, left of the picture or above.
   */
  private static Scaled letterboxed(Picture picture, int inputHeight, int inputWidth) {
    double factor =
        Math.min((double) inputHeight / picture.height(), (double) inputWidth / picture.width());
    int w = (int) Math.max(1, Math.rint(picture.width() * factor));
    int h = (int) Math.max(1, Math.rint(picture.height() * factor));
    return new Scaled(w, h, -((inputWidth - w) / 2), -((inputHeight - h) / 2));
  }

  /** A picture's size at the model's scale, and where on it what the model sees begins. */
  private record Scaled(int width, int height, int left, int top) {}

  private Scaled cropped(Picture picture, int inputHeight, int inputWidth) {
    int to = Math.max(shortSide, Math.min(inputHeight, inputWidth));
    boolean upright = picture.height() >= picture.width();
    long longer = Math.max(picture.width(), picture.height());
    long shorter = Math.min(picture.width(), picture.height());
    int scaledLonger = (int) Math.min(to * longer / shorter, Integer.MAX_VALUE);
    int w = Math.max(upright ? to : scaledLonger, inputWidth);
    int h = Math.max(upright ? scaledLonger : to, inputHeight);
    return new Scaled(
        w, h, (int) Math.rint((w - inputWidth) / 2.0), (int) Math.rint((h - inputHeight) / 2.0));
  }
}
