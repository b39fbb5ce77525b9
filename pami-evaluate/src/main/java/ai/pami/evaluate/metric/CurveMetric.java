package ai.pami.evaluate.metric;

import java.util.Optional;
import java.util.OptionalDouble;

/** A metric that is the area under a curve, which a study keeps as well. */
public interface CurveMetric extends Metric {
  /** The scores on the way; empty where undefined. */
  Optional<PerturbationCurve> curve(JudgedMap judged);

  @Override
  default OptionalDouble measure(JudgedMap judged) {
    return curve(judged).stream().mapToDouble(PerturbationCurve::area).findFirst();
  }
}
