package ai.pami.evaluate.metric;

import ai.pami.explanation.ImportanceMap;
import ai.pami.image.picture.Picture;
import ai.pami.target.Target;
import ai.pami.target.Targets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Whether the map depends on what it explains: its agreement with the map of another output, drawn
 * at random from the judged map's seed (Sixt, Granz, Landgraf 2020, "When explanations lie"). Less
 * is better.
 *
 * <p>Costs one explanation by the method that made the map, within the judged explainer's budget
 * and deadline. Undefined where the agreement is, and for models of one output.
 */
public final class RandomLogit implements Metric {
  private final Agreement agreement;

  private RandomLogit(Agreement agreement) {
    this.agreement = agreement;
  }

  /** Named {@code random-logit}. */
  public static RandomLogit of(Agreement agreement) {
    return new RandomLogit(agreement);
  }

  @Override
  public String name() {
    return "random-logit";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public OptionalDouble measure(JudgedMap judged) {
    int own = judged.target().index();
    int[] outputs = {0};
    Targets other =
        (output, labels) -> {
          outputs[0] = output.size();
          if (output.size() < 2) {
            return List.of(judged.target());
          }
          int drawn = new SplittableRandom(judged.seed()).nextInt(output.size() - 1);
          int index = drawn >= own ? drawn + 1 : drawn;
          return List.of(Target.value(index, labels.label(index)));
        };
    Picture picture = judged.explanation().picture();
    ImportanceMap map = judged.again(judged.explainer(), picture, other).map(0);
    return outputs[0] < 2 ? OptionalDouble.empty() : agreement.between(judged.map(), map);
  }
}
