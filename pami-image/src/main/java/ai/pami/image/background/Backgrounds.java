package ai.pami.image.background;

import ai.pami.image.picture.Picture;
import ai.pami.target.NearestNames;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The backgrounds by name. */
public final class Backgrounds {
  private static final Pattern BLUR =
      Pattern.compile("blur(-zero)?:(\\d{1,6}):(\\d{1,6}(?:\\.\\d{1,6})?)");
  private static final Pattern DESCRIBED_BLUR =
      Pattern.compile("blur\\(size=(\\d{1,6}), sigma=([0-9.E-]{1,24}), border=([a-z]{1,9})\\)");
  private static final Pattern DESCRIBED_NOISE = Pattern.compile("noise\\(seed=(-?\\d{1,19})\\)");
  private static final List<String> NAMES =
      List.of(
          "blur",
          "blur-zero",
          "black",
          "white",
          "grey",
          "mean",
          "imagenet-mean",
          "region-mean",
          "noise",
          "#rrggbb",
          "picture:FILE");

  private Backgrounds() {}

  /** The names and forms that {@link #named} takes. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The background of the given name: {@code blur} (49 pixels, nearly flat, mirrored border),
   * {@code blur-zero} (the same with a black border), both also with a kernel of their own as
   * {@code blur:SIZE:SIGMA} and {@code blur-zero:SIZE:SIGMA}, {@code black}, {@code white}, {@code
   * grey}, {@code mean}, {@code imagenet-mean}, {@code region-mean}, {@code noise}, a colour as
   * {@code #rrggbb}, or another picture as {@code picture:FILE}.
   *
   * @param seed for noise
   * @throws IllegalArgumentException if there is none of that name, offering the nearest
   */
  public static Background named(String name, long seed) {
    if (name.startsWith("picture:")) {
      Path file = Path.of(name.substring("picture:".length()));
      return OtherPicture.of(Picture.read(file), file.getFileName().toString());
    }
    if (name.matches("#[0-9a-fA-F]{6}")) {
      return Solid.of(Color.decode(name));
    }
    Matcher blur = BLUR.matcher(name);
    if (blur.matches()) {
      return Blur.of(
          Integer.parseInt(blur.group(2)),
          Double.parseDouble(blur.group(3)),
          blur.group(1) == null ? Blur.Border.REFLECT : Blur.Border.ZERO);
    }
    return switch (name) {
      case "blur" -> Blur.of(49, 100, Blur.Border.REFLECT);
      case "blur-zero" -> Blur.of(49, 100, Blur.Border.ZERO);
      case "black" -> Solid.BLACK;
      case "white" -> Solid.WHITE;
      case "grey", "gray" -> Solid.GREY;
      case "imagenet-mean" -> Solid.IMAGENET_MEAN;
      case "mean" -> MeanColour.ofPicture();
      case "region-mean" -> MeanColour.ofRegions();
      case "noise" -> Noise.of(seed);
      default ->
          throw new IllegalArgumentException(
              "no background '%s': did you mean %s? There are %s"
                  .formatted(
                      name, NearestNames.to(name, NAMES, 1).get(0), String.join(", ", NAMES)));
    };
  }

  /**
   * The background that describes itself as {@code name}: the way back from {@link
   * Background#name()} for all kinds of this package but other pictures, whose pixels a name does
   * not hold.
   */
  public static Optional<Background> described(String name) {
    try {
      Matcher blur = DESCRIBED_BLUR.matcher(name);
      Matcher noise = DESCRIBED_NOISE.matcher(name);
      Background read =
          blur.matches()
              ? Blur.of(
                  Integer.parseInt(blur.group(1)),
                  Double.parseDouble(blur.group(2)),
                  Blur.Border.valueOf(blur.group(3).toUpperCase(Locale.ROOT)))
              : noise.matches()
                  ? Noise.of(Long.parseLong(noise.group(1)))
                  : name.startsWith("picture:") ? null : named(name, 0);
      return Optional.ofNullable(read).filter(background -> background.name().equals(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not one of these
    }
  }
}
