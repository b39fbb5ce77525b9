package ai.pami.evaluate.metric;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The share of the map's mass that lies in the boxes: sum over pixels in a box of m / sum over all
 * pixels of m (Wang et al. 2020, "Score-CAM", the energy-based pointing game; the "relevance mass
 * accuracy" of Arras, Osman, Samek 2022, CLEVR-XAI). The mask is made at the size the model saw, by
 * the middles of its pixels; pixels without a value are left out. No model call.
 *
 * <p>The literature differs in what mass is where values may be negative, see {@link Mass}.
 *
 * <p>Undefined if no pixel of a value lies in a box, or if there is no mass (a constant map when
 * scaled, no positive value when those count).
 */
public final class EnergyInBox implements Metric {
  /** The mass of a value v. */
  public enum Mass {
    /** (v - least) / (greatest - least), as Score-CAM's code. */
    SCALED,
    /** max(0, v): negative relevance is none, as in CLEVR-XAI's positive pooling. */
    POSITIVE,
    /** |v|: negative relevance counts as much. */
    ABSOLUTE,
    /** v as it is: negative mass cancels positive. No share if the whole is not above 0. */
    SIGNED
  }

  private final String name;
  private final Mass mass;

  private EnergyInBox(String name, Mass mass) {
    this.name = name;
    this.mass = mass;
  }

  /** The map scaled to 0..1 first. Named {@code energy}. */
  public static EnergyInBox scaled() {
    return new EnergyInBox("energy", Mass.SCALED);
  }

  /** Positive values only. Named {@code energy-positive}. */
  public static EnergyInBox positive() {
    return new EnergyInBox("energy-positive", Mass.POSITIVE);
  }

  /** Absolute values. Named {@code energy-absolute}. */
  public static EnergyInBox absolute() {
    return new EnergyInBox("energy-absolute", Mass.ABSOLUTE);
  }

  /** Values as they are. Named {@code energy-signed}. */
  public static EnergyInBox signed() {
    return new EnergyInBox("energy-signed", Mass.SIGNED);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public OptionalDouble measure(JudgedMap judged) {
    return MaskedMap.of(judged).map(this::share).orElse(OptionalDouble.empty());
  }

  private OptionalDouble share(MaskedMap map) {
    double least = Arrays.stream(map.values()).min().orElse(0);
    double all = 0;
    double inside = 0;
    for (int i = 0; i < map.size(); i++) {
      double value = map.value(i);
      double here =
          switch (mass) {
            // Without the division, which the share does not feel.
            case SCALED -> value - least;
            case POSITIVE -> Math.max(0, value);
            case ABSOLUTE -> Math.abs(value);
            case SIGNED -> value;
          };
      all += here;
      inside += map.isInside(i) ? here : 0;
    }
    return all > 0 ? OptionalDouble.of(inside / all) : OptionalDouble.empty();
  }
}
