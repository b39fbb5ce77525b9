package ai.pami.method;

import java.util.Iterator;
import java.util.Optional;

/**
 * One way the input lies: as it is, shifted, mirrored, turned. Its regions are asked in its own
 * frame and its evidence is brought back to the domain's.
 *
 * @param name for records: {@code as it is}, {@code shifted by (36, 0)}
 * @param toDomain for each element of the view the element of the domain that it shows, or -1;
 *     empty if the two are the same
 * @param layers the view's regions, made when asked for
 */
public record View<S>(String name, Optional<int[]> toDomain, Iterator<Layer<S>> layers) {}
