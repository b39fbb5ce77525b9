package ai.pami.question;

import ai.pami.check.QualityCheck;
import ai.pami.engine.Composer;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.Progress;
import ai.pami.engine.StopReason;
import ai.pami.method.MethodResult;
import ai.pami.model.Model;
import ai.pami.quality.Quality;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The check of one input's maps, on an engine and a budget of its own: what it found and took.
 *
 * @param qualities one a target, or none where nothing was checked
 * @param calls inputs the model was asked
 * @param started when the maps were finished, from the first call on
 * @param time the check took
 */
public record MapCheck(List<Quality> qualities, long calls, Duration started, Duration time) {
  /** Calls of the check a call of the method. */
  private static final double SHARE = 0.1;

  /** Beyond this nothing is bought by more. */
  private static final int MOST = 600;

  public MapCheck {
    qualities = List.copyOf(qualities);
  }

  /**
   * Another background over which the input is hidden as well.
   *
   * @param name of the background
   */
  public record Second<S>(Composer<S> composer, String name) {}

  /** No check. */
  public static MapCheck none(Question<?> question) {
    return new MapCheck(List.of(), 0, question.engine().elapsed(), Duration.ZERO);
  }

  /** The same options, with progress that expects a check to follow. */
  static EngineOptions announced(EngineOptions options) {
    return options.withProgress(
        progress ->
            options
                .progress()
                .progressed(
                    new Progress(
                        progress.calls(),
                        progress.expected() + affordable(progress.expected()),
                        progress.elapsed())));
  }

  private static int affordable(long calls) {
    return (int) Math.min(MOST, (long) Math.floor(SHARE * calls + 1e-9));
  }

  /**
   * Checks the maps of {@code result}, with a tenth of the method's calls; a run that was cancelled
   * is not checked.
   *
   * @param model the question's
   * @param second mixes the same input with another background
   * @param options of the caller: deadline, progress and cancellation go on
   */
  public static <S> MapCheck of(
      Question<S> question,
      MethodResult result,
      Model<S> model,
      Second<S> second,
      EngineOptions options) {
    return of(question, result, model, Optional.of(second), options, 0);
  }

  /**
   * The same for inputs so small that a tenth of the calls tests nothing.
   *
   * @param second mixes the same input with another background, if there is one
   * @param least calls of the check, even if that is more than a tenth
   */
  public static <S> MapCheck of(
      Question<S> question,
      MethodResult result,
      Model<S> model,
      Optional<Second<S>> second,
      EngineOptions options,
      int least) {
    if (result.stopped() == StopReason.CANCELLED) {
      return none(question);
    }
    Duration started = question.engine().elapsed();
    long made = question.engine().calls();
    Optional<Duration> left = options.deadline().map(deadline -> deadline.minus(started));
    boolean late = left.isPresent() && left.get().compareTo(Duration.ofMillis(1)) < 0;
    int tenth = affordable(made);
    int calls = late ? 0 : Math.max(least, tenth);
    String why =
        late
            ? "as the deadline had passed"
            : tenth < least
                ? "for an input as small as this"
                : String.format(Locale.ROOT, "a tenth of the map's %,d", made);
    try (ProbeEngine<S> engine =
        new ProbeEngine<>(
            model,
            engineOptions(question, options, calls, late ? Optional.empty() : left, started))) {
      QualityCheck<S> check =
          new QualityCheck<>(
              question.baseline().composer(),
              question.scoring(),
              question.inputOutput(),
              question.backgroundOutput(),
              second.map(Second::composer),
              second.map(Second::name).orElse("none"),
              question.noun());
      List<Quality> qualities =
          check.check(engine, result.maps(), question.explained(), calls, why);
      return new MapCheck(qualities, engine.calls(), started, engine.elapsed());
    }
  }

  private static EngineOptions engineOptions(
      Question<?> question,
      EngineOptions options,
      int calls,
      Optional<Duration> left,
      Duration started) {
    long made = question.engine().calls();
    EngineOptions own =
        EngineOptions.defaults()
            .withThreads(question.engine().threads())
            .withBatch(question.engine().batchSize())
            .withCancellation(options.cancellation())
            .withProgress(
                progress ->
                    options
                        .progress()
                        .progressed(
                            new Progress(
                                made + progress.calls(),
                                made + Math.max(progress.calls(), calls),
                                started.plus(progress.elapsed()))));
    return left.map(own::withDeadline).orElse(own);
  }
}
