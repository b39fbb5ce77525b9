package ai.pami.bench;

import ai.pami.domain.Partitioner;
import ai.pami.domain.Region;
import ai.pami.domain.Regions;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.Slic;
import ai.pami.image.segment.SlidingWindow;
import java.util.ArrayList;
import java.util.List;

/** The regions that benchmarks ask: those of the sliding window and super-pixels. */
public enum RegionKind {
  /** Discs of radius 40, 5,025 pixels unless cut off by the border, every 6 pixels. */
  DISCS {
    @Override
    List<Regions> cut(Picture picture) {
      return List.of(SlidingWindow.discs(40, 6).partition(picture));
    }
  },

  /** SLIC super-pixels, 10 to 300 a picture: from 5,000 pixels down to 170. */
  SUPER_PIXELS {
    @Override
    List<Regions> cut(Picture picture) {
      return Slic.segments(20, 10, 20, 30, 40, 50, 60, 70, 80, 100, 150, 200, 250, 300).stream()
          .<Regions>map(slic -> slic.partition(picture))
          .toList();
    }
  };

  abstract List<Regions> cut(Picture picture);

  /** The first {@code count} regions. */
  List<Region> regions(Picture picture, int count) {
    List<Region> all = new ArrayList<>();
    for (Regions regions : cut(picture)) {
      for (int i = 0; i < regions.count() && all.size() < count; i++) {
        all.add(regions.region(i));
      }
    }
    if (all.size() < count) {
      throw new IllegalStateException("only %d regions of %d".formatted(all.size(), count));
    }
    return all;
  }

  /** Partitioners that have already done their work. */
  List<Partitioner<Picture>> partitioners(Picture picture) {
    return cut(picture).stream().<Partitioner<Picture>>map(Known::new).toList();
  }

  private record Known(Regions regions) implements Partitioner<Picture> {
    @Override
    public String name() {
      return "known";
    }

    @Override
    public Regions partition(Picture picture) {
      return regions;
    }
  }
}
