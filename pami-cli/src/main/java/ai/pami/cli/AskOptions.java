package ai.pami.cli;

import ai.pami.domain.Partitioner;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageMethod;
import ai.pami.image.ImageSettings;
import ai.pami.image.Preset;
import ai.pami.image.background.Backgrounds;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.Partitioners;
import ai.pami.image.view.PictureView;
import ai.pami.method.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is asked of the model and how much. */
final class AskOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "default",
      description =
          "default, keep-and-drop, reference-sliding-window, reference-pre-segmentation or reference-second-pass"
              + " (default: ${DEFAULT-VALUE}).")
  String preset;

  @Option(
      names = "--background",
      paramLabel = "NAME",
      description =
          "What hidden pixels show: blur, blur:SIZE:SIGMA, blur-zero, black, white, grey, mean, imagenet-mean, region-mean, noise, #rrggbb or picture:FILE"
              + " (default: the preset's).")
  String background;

  @Mixin EngineLimits limits;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "For what is random: noise, quickshift (default: ${DEFAULT-VALUE}).")
  long seed;

  @ArgGroup(exclusive = false, heading = "%nIn place of the preset's:%n")
  Custom custom = new Custom();

  /** Departures from a preset. */
  static final class Custom {
    @Option(
        names = "--partition",
        paramLabel = "HOW",
        description =
            "How to cut the picture up, may be repeated: slic:SEGMENTS, felzenszwalb:SCALE, seeds:N, watershed:MARKERS,"
                + " quickshift, grid:ROWS:COLUMNS, discs:RADIUS:STRIDE, squares:RADIUS:STRIDE, or a label map (PNG or"
                + " .npy).")
    List<String> partitions = List.of();

    @Option(
        names = "--shift",
        paramLabel = "UP,LEFT",
        description =
            "Ask again with the picture shifted by so many pixels, may be repeated; 12,12m mirrors the margin.")
    List<String> shifts = List.of();

    @Option(
        names = "--turn",
        paramLabel = "DEGREES",
        description = "Ask again with the picture turned by 90, 180 or 270, may be repeated.")
    List<Integer> turns = List.of();

    @Option(
        names = "--passes",
        paramLabel = "N",
        description = "Cut up the heat map N - 1 times after the picture.")
    Integer passes;

    @Option(
        names = "--evidence",
        paramLabel = "NAME",
        description = "keep, drop or both: show a part alone, hide it alone, or the mean of both.")
    String evidence;

    boolean given() {
      return !partitions.isEmpty()
          || !shifts.isEmpty()
          || !turns.isEmpty()
          || passes != null
          || evidence != null;
    }
  }

  /** PAMI's settings. */
  ImageSettings settings() {
    ImageSettings settings = Preset.named(preset).settings();
    if (!custom.partitions.isEmpty()) {
      List<Partitioner<Picture>> partitioners = new ArrayList<>();
      for (String how : custom.partitions) {
        partitioners.add(Partitioners.parse(how, seed));
      }
      settings = settings.withPartitioners(partitioners);
    }
    if (!custom.shifts.isEmpty() || !custom.turns.isEmpty()) {
      List<PictureView> views = new ArrayList<>();
      views.add(PictureView.AS_IT_IS);
      custom.shifts.forEach(shift -> views.add(shift(shift)));
      custom.turns.forEach(degrees -> views.add(PictureView.turned(degrees)));
      settings = settings.withViews(views);
    }
    if (custom.passes != null) {
      settings = settings.withPasses(custom.passes);
    }
    if (custom.evidence != null) {
      settings = settings.withEvidence(evidence(custom.evidence));
    }
    return background == null
        ? settings
        : settings.withBackground(Backgrounds.named(background, seed));
  }

  /**
   * What is asked: the preset's method, or PAMI where something stands in place of the preset's.
   */
  ImageMethod method() {
    ImageMethod named = Preset.named(preset).method();
    if (custom.given() || named instanceof ImageSettings) {
      return settings();
    }
    return background == null ? named : named.withBackground(Backgrounds.named(background, seed));
  }

  private static PictureView shift(String text) {
    boolean mirrored = text.endsWith("m");
    String[] parts = (mirrored ? text.substring(0, text.length() - 1) : text).split(",", -1);
    if (parts.length == 2 && parts[0].matches("-?\\d{1,5}") && parts[1].matches("-?\\d{1,5}")) {
      int up = Integer.parseInt(parts[0]);
      int left = Integer.parseInt(parts[1]);
      return mirrored ? PictureView.shiftedWithMirror(up, left) : PictureView.shifted(up, left);
    }
    throw new IllegalArgumentException(
        "--shift '%s': give rows up and columns left, such as 36,0 or 0,-24 or 12,12m"
            .formatted(text));
  }

  private static Evidence evidence(String name) {
    try {
      return Evidence.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--evidence '%s': choose keep, drop or both".formatted(name), e);
    }
  }

  /** Sets on an explainer what was given. */
  ImageExplainer apply(ImageExplainer explainer) {
    return limits.apply(explainer.method(method()));
  }
}
