package ai.pami.explanation;

import ai.pami.domain.Regions;
import java.util.Optional;

/**
 * One way the input was cut up.
 *
 * @param name what made the regions, with its parameters: {@code slic(segments=30)}
 * @param view how the input lay: {@code as it is}, {@code shifted by (36, 0)}
 * @param count how many regions
 * @param regions the regions themselves, kept for views of the input as it lies; empty for others
 */
public record UsedRegions(String name, String view, int count, Optional<Regions> regions) {}
