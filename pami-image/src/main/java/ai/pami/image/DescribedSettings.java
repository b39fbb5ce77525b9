package ai.pami.image;

import ai.pami.domain.Partitioner;
import ai.pami.image.background.Background;
import ai.pami.image.background.Backgrounds;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.Partitioners;
import ai.pami.image.view.PictureView;
import ai.pami.method.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Settings of PAMI read back from how they describe themselves. */
public final class DescribedSettings {
  private DescribedSettings() {}

  /**
   * The way back from {@link ImageSettings#describe()}.
   *
   * @param budget inputs the model is asked at the most
   * @param partitioners finds what a name alone does not say, such as the user's own label maps
   * @param backgrounds finds what a name alone does not say, such as other pictures
   * @return empty if that is not PAMI, or not all of it is known; never other settings than those
   *     described
   */
  public static Optional<ImageSettings> read(
      Map<String, String> described,
      long budget,
      Function<String, Optional<Partitioner<Picture>>> partitioners,
      Function<String, Optional<Background>> backgrounds) {
    Optional<Background> background =
        background(described.getOrDefault("background", ""), backgrounds);
    List<Partitioner<Picture>> cuts = new ArrayList<>();
    // Names hold blanks of their own, but end in a bracket.
    for (String name : described.getOrDefault("partitioners", "").split("(?<=\\)) ", -1)) {
      Partitioners.described(name).or(() -> partitioners.apply(name)).ifPresent(cuts::add);
    }
    List<PictureView> views = new ArrayList<>();
    Arrays.stream(described.getOrDefault("views", "").split("; ", -1))
        .forEach(name -> PictureView.described(name).ifPresent(views::add));
    if (background.isEmpty() || cuts.isEmpty() || views.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
              new ImageSettings(
                  described.getOrDefault("preset", ""),
                  cuts,
                  views,
                  Integer.parseInt(described.getOrDefault("passes", "")),
                  background.get(),
                  Evidence.valueOf(described.getOrDefault("evidence", "").toUpperCase(Locale.ROOT)),
                  budget))
          .filter(settings -> settings.describe().equals(described));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not PAMI's settings
    }
  }

  /**
   * The way back from {@link Background#name()}.
   *
   * @param others finds what a name alone does not say
   */
  public static Optional<Background> background(
      String name, Function<String, Optional<Background>> others) {
    return Backgrounds.described(name).or(() -> others.apply(name));
  }
}
