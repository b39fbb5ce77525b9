package ai.pami.image;

import ai.pami.engine.Composer;
import ai.pami.engine.ProbeRecorder;
import ai.pami.image.ImageTrace.Copy;
import ai.pami.image.picture.Picture;
import ai.pami.model.TensorInfo;
import ai.pami.trace.TraceRecorder;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps one question's trace and notes what its copies are mixed from. */
final class Tracing {
  private final TraceRecorder recorder;
  private final IdentityHashMap<Composer<?>, Copy> copies = new IdentityHashMap<>();

  /**
   * @param most questions to keep
   */
  Tracing(long most) {
    this.recorder = new TraceRecorder(most);
  }

  ProbeRecorder recorder() {
    return recorder;
  }

  void note(TensorComposer composer, boolean asItLies, Picture background) {
    copies.put(composer, new Copy(asItLies, composer.sha256(), Optional.of(background)));
  }

  /** The trace of a question that has been answered; empty if it was too long to keep. */
  Optional<ImageTrace> trace(
      ImageQuestion question,
      Map<String, String> method,
      long budget,
      Preprocessing preprocessing,
      TensorInfo input) {
    Supplier<List<Copy>> used =
        () ->
            recorder.composers().stream()
                .map(
                    composer ->
                        copies.getOrDefault(composer, new Copy(false, "", Optional.empty())))
                .toList();
    return recorder
        .trace(question.baseline().inputScores(), question.baseline().backgroundScores())
        .map(
            trace ->
                new ImageTrace(
                    trace,
                    used.get(),
                    method,
                    budget,
                    preprocessing,
                    question.scoring().activation(),
                    question.readsOutput(),
                    input));
  }
}
