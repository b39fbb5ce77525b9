package ai.pami.djl;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.modality.Classifications;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.Translator;
import ai.pami.PamiException;
import ai.pami.model.Predictor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A model that DJL runs as a model of objects, by DJL's own predictor and translator. Thread-safe:
 * each call at a time has a DJL predictor of its own. Closing it closes those, not the model.
 *
 * <pre>{@code
 * try (ZooModel<Image, Classifications> zoo = criteria.loadModel();
 *     DjlPredictor<Image> model = DjlPredictor.of(zoo)) { ... }
 * }</pre>
 *
 * @param <X> what DJL's predictor takes
 */
public final class DjlPredictor<X> implements Predictor<X>, AutoCloseable {
  /** An answer of DJL's to the numbers of many inputs. */
  private interface Asked<X> extends AutoCloseable {
    double[][] ask(List<X> inputs);

    @Override
    void close();
  }

  private final Asked<X> asked;
  private final Supplier<List<String>> labels;
  private final Map<String, String> provenance;

  private DjlPredictor(
      Asked<X> asked, Supplier<List<String>> labels, Map<String, String> provenance) {
    this.asked = asked;
    this.labels = labels;
    this.provenance = provenance;
  }

  /**
   * A classifier: a probability a class, in the order in which the first answer names them.
   *
   * @param model is not closed with it
   */
  public static <X> DjlPredictor<X> of(ZooModel<X, Classifications> model) {
    return classifier(model, model.getTranslator());
  }

  /**
   * A model whose translator answers with classes.
   *
   * @param model is not closed with it
   */
  public static <X> DjlPredictor<X> classifier(
      Model model, Translator<X, Classifications> translator) {
    AtomicReference<List<String>> names = new AtomicReference<>(List.of());
    return of(model, translator, answer -> probabilities(model, answer, names), names::get);
  }

  /**
   * A model whose translator answers with anything.
   *
   * @param model is not closed with it
   * @param numbers the scores in an answer, as many for each
   */
  public static <X, O> DjlPredictor<X> of(
      Model model, Translator<X, O> translator, Function<O, double[]> numbers) {
    return of(model, translator, numbers, List::of);
  }

  private static <X, O> DjlPredictor<X> of(
      Model model,
      Translator<X, O> translator,
      Function<O, double[]> numbers,
      Supplier<List<String>> labels) {
    PredictorPool<X, O> pool =
        new PredictorPool<>(model.getName(), () -> model.newPredictor(translator));
    Asked<X> asked =
        new Asked<>() {
          @Override
          public double[][] ask(List<X> inputs) {
            List<O> answers = pool.call(predictor -> predictor.batchPredict(inputs));
            return answers.stream().map(numbers).toArray(double[][]::new);
          }

          @Override
          public void close() {
            pool.close();
          }
        };
    Engine engine = model.getNDManager().getEngine();
    return new DjlPredictor<>(asked, labels, PredictorPool.provenance(model.getName(), engine));
  }

  /** Classes may come sorted by probability, differently for each input: they are put in order. */
  private static double[] probabilities(
      Model model, Classifications answer, AtomicReference<List<String>> names) {
    List<String> own = answer.getClassNames();
    names.compareAndSet(List.of(), List.copyOf(own));
    List<String> all = names.get();
    List<Double> values = answer.getProbabilities();
    if (own.equals(all)) {
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
    return all.stream()
        .mapToDouble(
            name -> {
              int place = own.indexOf(name);
              if (place < 0) {
                throw new PamiException(
                    "%s answers some inputs with the class '%s' and others without: let its translator answer with all classes, not the top few"
                        .formatted(model.getName(), name));
              }
              return values.get(place);
            })
        .toArray();
  }

  /** What the classes are called, once the model has answered; none where it is no classifier. */
  public List<String> labels() {
    return labels.get();
  }

  @Override
  public Map<String, String> provenance() {
    return provenance;
  }

  @Override
  public double[][] predict(List<X> inputs) {
    double[][] answers = asked.ask(inputs);
    if (IntStream.range(1, answers.length).anyMatch(i -> answers[i].length != answers[0].length)) {
      throw new PamiException("%s answers inputs with rows of different lengths".formatted(this));
    }
    return answers;
  }

  @Override
  public void close() {
    asked.close();
  }

  @Override
  public String toString() {
    return provenance.get("model");
  }
}
