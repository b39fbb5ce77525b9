package ai.pami.question;

import ai.pami.engine.Cancellation;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.ProbeRecorder;
import ai.pami.engine.Progress;
import ai.pami.method.MapWatch;
import ai.pami.target.Activation;
import ai.pami.target.Labels;
import java.time.Duration;

/**
 * What explainers of every kind of input have in common: how outputs become scores, how much may be
 * asked, and who watches. Explainers are immutable; every setting returns a new one.
 *
 * @param <T> the kind of explainer
 */
public abstract class Explainer<T extends Explainer<T>> {
  private final Asking asking;

  protected Explainer(Asking asking) {
    this.asking = asking;
  }

  /** The same explainer with these settings. */
  protected abstract T with(Asking asking);

  /** The settings so far. */
  protected final Asking asking() {
    return asking;
  }

  private T with(EngineOptions options) {
    return with(asking.withOptions(options));
  }

  /** What the model's outputs are called; their number must be the number of outputs. */
  public T labels(Labels labels) {
    return with(asking.withLabels(labels));
  }

  /** What the model's outputs are called; {@link Labels#none()} if not set. */
  public Labels labels() {
    return asking.labels();
  }

  /** What turns the model's outputs into scores; {@link Activation#NONE} if not set. */
  public T activation(Activation activation) {
    return with(asking.withActivation(activation));
  }

  /**
   * Whether every map is checked and gets a verdict with reasons, its own curves and the parts that
   * suffice or are needed. Costs up to 10 % more calls than the method made (a text or a row up to
   * 12, as less would test nothing), counted apart from them and beyond the budget; the deadline
   * holds for both. Does not change the map.
   *
   * @see ai.pami.check.QualityCheck
   */
  public T check(boolean check) {
    return with(asking.withCheck(check));
  }

  /** Model calls at the same time; one a processor if not set. Does not change the map. */
  public T threads(int threads) {
    return with(asking.options().withThreads(threads));
  }

  /** Inputs a model call; found by trial if not set. Does not change the map. */
  public T batch(int batch) {
    return with(asking.options().withBatch(batch));
  }

  /** Inputs the model is asked at the most, at least 3; the method's if not set. */
  public T budget(long budget) {
    return with(asking.options().withBudget(budget));
  }

  /** Time after which nothing more is asked; the map is made of what was answered by then. */
  public T deadline(Duration deadline) {
    return with(asking.options().withDeadline(deadline));
  }

  /** Who hears how far a run has come. */
  public T progress(Progress.Listener listener) {
    return with(asking.options().withProgress(listener));
  }

  /** A switch that ends a run early; the map is made of what was answered by then. */
  public T cancellation(Cancellation cancellation) {
    return with(asking.options().withCancellation(cancellation));
  }

  /** Who hears every question and its scores. */
  public T recorder(ProbeRecorder recorder) {
    return with(asking.options().withRecorder(recorder));
  }

  /**
   * Ends a run of PAMI's presets once the maps have settled: when the last third of its calls
   * changed no target's ranking of elements much. The same run ends at the same call on any
   * machine.
   *
   * @param correlation Spearman's, of each map with what it was at two thirds of the calls; above 0
   *     and at most 1
   * @see MapWatch
   */
  public T untilSettled(double correlation) {
    return with(asking.untilSettled(correlation));
  }
}
