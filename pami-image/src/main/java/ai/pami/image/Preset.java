package ai.pami.image;

import ai.pami.domain.Partitioner;
import ai.pami.engine.EngineOptions;
import ai.pami.image.background.Blur;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.Felzenszwalb;
import ai.pami.image.segment.Seeds;
import ai.pami.image.segment.Slic;
import ai.pami.image.segment.SlidingWindow;
import ai.pami.image.segment.Watershed;
import ai.pami.image.view.PictureView;
import ai.pami.method.Evidence;
import ai.pami.target.NearestNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Settings by name. The {@code REFERENCE} ones are exactly those of the PAMI authors' public code
 * for inputs of 224x224; lengths in them are pixels and do not grow with the input.
 */
public enum Preset {
  /** The best map for the calls: {@link ImageSelection}, for 600 unless the caller says more. */
  DEFAULT {
    @Override
    public ImageMethod method() {
      return ImageSelection.defaults();
    }

    @Override
    public ImageSettings settings() {
      return KEEP_AND_DROP.settings();
    }
  },

  /** The regions of 15 segmentations, coarse and fine, each kept and dropped, in 1,500 calls. */
  KEEP_AND_DROP {
    @Override
    public ImageSettings settings() {
      List<Partitioner<Picture>> partitioners = new ArrayList<>();
      // In this order a run that is stopped early has seen different scales and kinds.
      List<Slic> slic = Slic.segments(20, 30, 60, 10, 40, 80, 20, 50, 70, 100, 120);
      partitioners.addAll(slic.subList(0, 2));
      partitioners.addAll(Felzenszwalb.scales(0.8, 400, 100, 200));
      partitioners.add(Seeds.of(20));
      partitioners.addAll(slic.subList(2, 5));
      partitioners.add(Seeds.of(40));
      partitioners.addAll(slic.subList(5, 8));
      partitioners.add(Seeds.of(80));
      partitioners.addAll(slic.subList(8, 10));
      return new ImageSettings(
          toString(),
          partitioners,
          List.of(PictureView.AS_IT_IS),
          1,
          Blur.of(49, 100, Blur.Border.REFLECT),
          Evidence.BOTH,
          1500);
    }
  },

  /** Discs of radius 40 every 6 pixels. */
  REFERENCE_SLIDING_WINDOW {
    @Override
    public ImageSettings settings() {
      return reference(List.of(SlidingWindow.discs(40, 6)), List.of(PictureView.AS_IT_IS), 1);
    }
  },

  /** 20 segmentations of each of 13 shifted copies. */
  REFERENCE_PRE_SEGMENTATION {
    @Override
    public ImageSettings settings() {
      return reference(referenceSegmentations(), referenceShifts(), 1);
    }
  },

  /** The same, then once more with the heat map in place of the picture as what is segmented. */
  REFERENCE_SECOND_PASS {
    @Override
    public ImageSettings settings() {
      return reference(referenceSegmentations(), referenceShifts(), 2);
    }
  };

  /** What is asked, new objects at each call. */
  public ImageMethod method() {
    return settings();
  }

  /**
   * PAMI's settings, new objects at each call; for {@link #DEFAULT}, which is more than settings of
   * PAMI, those of {@link #KEEP_AND_DROP}.
   */
  public abstract ImageSettings settings();

  ImageSettings reference(
      List<Partitioner<Picture>> partitioners, List<PictureView> views, int passes) {
    return new ImageSettings(
        toString(),
        partitioners,
        views,
        passes,
        Blur.of(49, 100, Blur.Border.ZERO),
        Evidence.KEEP,
        EngineOptions.NO_BUDGET);
  }

  private static List<Partitioner<Picture>> referenceSegmentations() {
    List<Partitioner<Picture>> all = new ArrayList<>();
    all.addAll(Felzenszwalb.scales(0.8, 784, 250, 200, 150, 100, 70, 50));
    all.addAll(Slic.segments(20, 10, 20, 30, 40, 50, 60, 70, 80));
    for (int superpixels : new int[] {10, 20, 30}) {
      all.add(Seeds.of(superpixels));
    }
    all.addAll(Watershed.markers(1e-4, 10, 20, 30));
    return all;
  }

  private static List<PictureView> referenceShifts() {
    List<PictureView> views = new ArrayList<>();
    views.add(PictureView.AS_IT_IS);
    for (int shift : new int[] {36, 30, 24}) {
      views.add(PictureView.shifted(shift, 0));
      views.add(PictureView.shifted(0, shift));
      views.add(PictureView.shifted(-shift, 0));
      views.add(PictureView.shifted(0, -shift));
    }
    return views;
  }

  /**
   * The preset of the given name.
   *
   * @throws IllegalArgumentException if there is none, offering the nearest
   */
  public static Preset named(String name) {
    for (Preset preset : values()) {
      if (preset.toString().equalsIgnoreCase(name)) {
        return preset;
      }
    }
    List<String> names = Arrays.stream(values()).map(Preset::toString).toList();
    throw new IllegalArgumentException(
        "no preset '%s': did you mean %s? There are %s"
            .formatted(name, NearestNames.to(name, names, 1).get(0), String.join(", ", names)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
