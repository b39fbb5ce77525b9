package ai.pami.image;

import ai.pami.check.QualityCheck;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.Progress;
import ai.pami.engine.StopReason;
import ai.pami.image.background.Background;
import ai.pami.image.background.Blur;
import ai.pami.image.background.MeanColour;
import ai.pami.image.picture.Picture;
import ai.pami.method.MethodResult;
import ai.pami.model.Model;
import ai.pami.quality.Quality;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The check of one picture's maps, on an engine and a budget of its own. */
final class MapCheck {
  /** Calls of the check a call of the method. */
  private static final double SHARE = 0.1;

  /**
   * What a check found and took.
   *
   * @param qualities one a target, or none where nothing was checked
   * @param started when the maps were finished, from the first call on
   */
  record Checked(List<Quality> qualities, long calls, Duration started, Duration time) {
    /** No check. */
    static Checked not(ImageQuestion question) {
      return new Checked(List.of(), 0, question.engine().elapsed(), Duration.ZERO);
    }
  }

  private MapCheck() {}

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
    // Beyond this nothing is bought by more.
    return (int) Math.min(600, (long) Math.floor(SHARE * calls + 1e-9));
  }

  /**
   * Checks the maps of {@code result}; a run that was cancelled is not checked.
   *
   * @param method whose background the maps were made over
   * @param options of the caller: deadline, progress and cancellation go on
   */
  static Checked of(
      ImageQuestion question,
      MethodResult result,
      Model<ByteBuffer> model,
      ImageMethod method,
      EngineOptions options) {
    if (result.stopped() == StopReason.CANCELLED) {
      return Checked.not(question);
    }
    Duration started = question.engine().elapsed();
    long made = question.engine().calls();
    Optional<Duration> left = options.deadline().map(deadline -> deadline.minus(started));
    boolean late = left.isPresent() && left.get().compareTo(Duration.ofMillis(1)) < 0;
    int calls = late ? 0 : affordable(made);
    String why =
        late
            ? "as the deadline had passed"
            : String.format(Locale.ROOT, "a tenth of the map's %,d", made);
    try (ProbeEngine<ByteBuffer> engine =
        new ProbeEngine<>(
            model,
            engineOptions(question, options, calls, late ? Optional.empty() : left, started))) {
      List<Quality> qualities =
          check(question, method).check(engine, result.maps(), question.explained(), calls, why);
      return new Checked(qualities, engine.calls(), started, engine.elapsed());
    }
  }

  private static QualityCheck<ByteBuffer> check(ImageQuestion question, ImageMethod method) {
    Background other =
        method.background() instanceof Blur
            ? MeanColour.ofPicture()
            : Blur.of(49, 100, Blur.Border.REFLECT);
    Picture picture = question.picture();
    return new QualityCheck<>(
        question.baseline().composer(),
        question.scoring(),
        question.inputOutput(),
        question.backgroundOutput(),
        question.composer(picture, other, ImageQuestion.whole(picture)),
        other.name(),
        "picture");
  }

  private static EngineOptions engineOptions(
      ImageQuestion question,
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
