package ai.pami.image;

import ai.pami.engine.Composer;
import ai.pami.engine.ProbeRecorder;
import ai.pami.image.ImageTrace.Copy;
import ai.pami.image.picture.Picture;
import ai.pami.model.TensorInfo;
import ai.pami.trace.TraceRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Keeps one question's trace and notes what its copies are mixed from. */
final class Tracing {
  private final TraceRecorder recorder;

  /** Goes with the composers: many backgrounds that follow regions would fill the memory. */
  private final WeakHashMap<Composer<?>, Noted> known = new WeakHashMap<>();

  private final List<Noted> used = new ArrayList<>();

  /** A copy whose hash is worked out on another thread, so that the model need not wait for it. */
  private record Noted(
      boolean asItLies, CompletableFuture<String> sha256, Optional<Picture> background) {
    Copy copy() {
      return new Copy(asItLies, sha256.join(), background);
    }
  }

  /**
   * @param most questions to keep
   */
  Tracing(long most) {
    this.recorder =
        new TraceRecorder(
            most,
            composer ->
                used.add(
                    known.getOrDefault(
                        composer,
                        new Noted(
                            false, CompletableFuture.completedFuture(""), Optional.empty()))));
  }

  ProbeRecorder recorder() {
    return recorder;
  }

  void note(TensorComposer composer, boolean asItLies, Supplier<Picture> background) {
    known.put(
        composer,
        new Noted(
            asItLies,
            CompletableFuture.supplyAsync(composer::sha256),
            asItLies ? Optional.of(background.get()) : Optional.empty()));
  }

  /** The trace of a question that has been answered; empty if it was too long to keep. */
  Optional<ImageTrace> trace(
      ImageQuestion question,
      Map<String, String> method,
      long budget,
      Preprocessing preprocessing,
      TensorInfo input) {
    return recorder
        .trace(question.baseline().inputScores(), question.baseline().backgroundScores())
        .map(trace -> trace.ofFirstTargets(question.explained()))
        .map(
            trace ->
                new ImageTrace(
                    trace,
                    used.stream().map(Noted::copy).toList(),
                    method,
                    budget,
                    preprocessing,
                    question.scoring().activation(),
                    question.question().readsOutput(),
                    input));
  }
}
