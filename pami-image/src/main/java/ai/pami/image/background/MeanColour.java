package ai.pami.image.background;

import ai.pami.domain.Region;
import ai.pami.domain.Regions;
import ai.pami.image.picture.Picture;
import java.util.BitSet;

/** The mean colour of the whole picture, or of each pixel's own region (as in LIME for images). */
public final class MeanColour implements Background {
  private final boolean byRegion;

  private MeanColour(boolean byRegion) {
    this.byRegion = byRegion;
  }

  /** One colour: the mean of all pixels. */
  public static MeanColour ofPicture() {
    return new MeanColour(false);
  }

  /**
   * Every region in its own mean colour, what lies in none in the picture's. Needs regions that do
   * not overlap; overlapping windows are refused with an {@link IllegalArgumentException}.
   */
  public static MeanColour ofRegions() {
    return new MeanColour(true);
  }

  @Override
  public String name() {
    return byRegion ? "region-mean" : "mean";
  }

  @Override
  public boolean followsRegions() {
    return byRegion;
  }

  @Override
  public float[] of(Picture picture, Regions regions) {
    float[] pixels = new float[3 * picture.width() * picture.height()];
    paint(picture, Region.all(picture.domain()), pixels);
    if (!byRegion) {
      return pixels;
    }
    BitSet covered = new BitSet(picture.domain().size());
    for (int i = 0; i < regions.count(); i++) {
      Region region = regions.region(i);
      for (int s = 0; s < region.spanCount(); s++) {
        if (!covered.get(region.start(s), region.end(s)).isEmpty()) {
          throw new IllegalArgumentException(
              "background region-mean: the regions overlap, so a pixel has no region of its own;"
                  + " choose super-pixels or another background");
        }
        covered.set(region.start(s), region.end(s));
      }
      paint(picture, region, pixels);
    }
    return pixels;
  }

  private static void paint(Picture picture, Region region, float[] pixels) {
    long[] sums = new long[3];
    for (int s = 0; s < region.spanCount(); s++) {
      for (int i = region.start(s); i < region.end(s); i++) {
        for (int c = 0; c < 3; c++) {
          sums[c] += picture.value(i, c);
        }
      }
    }
    for (int s = 0; s < region.spanCount(); s++) {
      for (int i = region.start(s); i < region.end(s); i++) {
        for (int c = 0; c < 3; c++) {
          pixels[3 * i + c] = (float) (sums[c] / (255.0 * region.size()));
        }
      }
    }
  }
}
