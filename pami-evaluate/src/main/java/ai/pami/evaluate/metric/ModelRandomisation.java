package ai.pami.evaluate.metric;

import ai.pami.image.ImageExplainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether the map looks at the model at all: its agreement with the maps that models with
 * randomised weights get for the same picture and output (Adebayo et al. 2018, "Sanity checks for
 * saliency maps"). Less is better. Given one model, that is the "independent" test; given models
 * randomised layer by layer from the top it is the "cascading" one, and the value is the mean over
 * the layers.
 *
 * <p>Costs an explanation a model, by the method that made the map. Undefined where one of the
 * agreements is.
 */
public final class ModelRandomisation implements Metric {
  /** The name of {@link #independent}. */
  public static final String INDEPENDENT = "model-randomisation";

  private final String name;
  private final List<ImageExplainer> randomised;
  private final Agreement agreement;

  private ModelRandomisation(String name, List<ImageExplainer> randomised, Agreement agreement) {
    this.name = name;
    this.randomised = randomised;
    this.agreement = agreement;
  }

  /**
   * One randomised model. Named {@code model-randomisation}.
   *
   * @param randomised asks the randomised model, with the preprocessing and activation of the
   *     judged one; its method does not matter
   */
  public static ModelRandomisation independent(ImageExplainer randomised, Agreement agreement) {
    return new ModelRandomisation(INDEPENDENT, List.of(randomised), agreement);
  }

  /**
   * Models randomised further and further. Named {@code cascading-randomisation}.
   *
   * @param randomised as for {@link #independent}, in order, at least one
   */
  public static ModelRandomisation cascading(List<ImageExplainer> randomised, Agreement agreement) {
    if (randomised.isEmpty()) {
      throw new IllegalArgumentException("there is no randomised model");
    }
    return new ModelRandomisation("cascading-randomisation", List.copyOf(randomised), agreement);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  /**
   * The agreement with each model's map, in order; empty where one is undefined.
   *
   * @throws IllegalArgumentException if a model sees another size
   */
  public Optional<List<Double>> agreements(JudgedMap judged) {
    List<Double> all = new ArrayList<>();
    for (ImageExplainer explainer : randomised) {
      OptionalDouble one =
          agreement.between(
              judged.map(),
              judged.again(explainer, judged.explanation().picture(), judged.targets()).map(0));
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all.add(one.getAsDouble());
    }
    return Optional.of(all);
  }

  @Override
  public OptionalDouble measure(JudgedMap judged) {
    return agreements(judged).stream()
        .flatMap(List::stream)
        .mapToDouble(Double::doubleValue)
        .average();
  }
}
