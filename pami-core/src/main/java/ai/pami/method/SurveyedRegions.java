package ai.pami.method;

import ai.pami.domain.Partition;
import ai.pami.domain.Region;
import ai.pami.engine.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** What a survey found of each region alone. */
final class SurveyedRegions implements PamiMethod.RegionListener {
  private final Map<Region, double[]> kept = new HashMap<>();
  private final Map<Region, double[]> dropped = new HashMap<>();

  @Override
  public void found(Region region, Source shown, double[] evidence) {
    (shown == Source.INPUT ? kept : dropped).put(region, evidence);
  }

  /** Whether all regions of a partition were surveyed. */
  boolean knows(Partition parts) {
    return IntStream.range(0, parts.count())
        .allMatch(part -> dropped.containsKey(parts.region(part)));
  }

  /** What each region of a surveyed partition is worth alone, for one target. */
  Gain[] gains(Partition parts, int target) {
    return IntStream.range(0, parts.count())
        .mapToObj(
            part -> {
              double[] shown = kept.get(parts.region(part));
              double hidden = dropped.get(parts.region(part))[target];
              return new Gain(shown == null ? 0 : shown[target], hidden);
            })
        .toArray(Gain[]::new);
  }
}
