package ai.pami.question;

import ai.pami.engine.EngineOptions;
import ai.pami.engine.Forecast;
import ai.pami.engine.ProbeRecorder;
import ai.pami.explanation.Cost;
import ai.pami.method.MapWatch;
import ai.pami.target.Activation;
import ai.pami.target.Labels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The settings that explainers of every kind of input share.
 *
 * @param labels what the model's outputs are called
 * @param activation what turns the model's outputs into scores
 * @param options how the engine may use machine and model
 * @param check whether finished maps are checked and get a verdict
 * @param settled the rank correlation at which a run ends early, if it may
 */
public record Asking(
    Labels labels,
    Activation activation,
    EngineOptions options,
    boolean check,
    OptionalDouble settled) {

  public Asking {
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(settled, "settled");
  }

  /** No labels, outputs taken as they are, all processors, no limits, no check. */
  public static Asking defaults() {
    return new Asking(
        Labels.none(), Activation.NONE, EngineOptions.defaults(), false, OptionalDouble.empty());
  }

  public Asking withLabels(Labels labels) {
    return new Asking(labels, activation, options, check, settled);
  }

  public Asking withActivation(Activation activation) {
    return new Asking(labels, activation, options, check, settled);
  }

  public Asking withOptions(EngineOptions options) {
    return new Asking(labels, activation, options, check, settled);
  }

  public Asking withCheck(boolean check) {
    return new Asking(labels, activation, options, check, settled);
  }

  /**
   * The same, with runs that end once their maps have settled.
   *
   * @throws IllegalArgumentException if the rank correlation is not above 0 and at most 1
   */
  public Asking untilSettled(double correlation) {
    MapWatch.none().until(correlation); // checks it
    return new Asking(labels, activation, options, check, OptionalDouble.of(correlation));
  }

  /**
   * The engine's options for one run: with the method's budget where none was given, and with
   * progress that expects the check to follow.
   *
   * @param budget of the method
   */
  public EngineOptions limited(long budget) {
    EngineOptions limited =
        options.budget() == EngineOptions.NO_BUDGET ? options.withBudget(budget) : options;
    return check ? MapCheck.announced(limited) : limited;
  }

  /**
   * What a run will cost: it is begun and broken off after a second or so, and what it asked by
   * then is scaled up.
   *
   * @param run explains with options that end it early
   */
  public Forecast forecast(Function<EngineOptions, Cost> run) {
    return new CostTrial(options.withRecorder(ProbeRecorder.none())).run(run);
  }

  /** A watch that ends runs as these settings say. */
  public MapWatch until(MapWatch watch) {
    return settled.isPresent() ? watch.until(settled.getAsDouble()) : watch;
  }

  /** What of this shapes a map, by name, after what a method says of itself. */
  public Map<String, String> describe(Map<String, String> method) {
    Map<String, String> described = new LinkedHashMap<>(method);
    described.put("activation", activation.toString());
    settled.ifPresent(value -> described.put("until-settled", Double.toString(value)));
    return described;
  }
}
