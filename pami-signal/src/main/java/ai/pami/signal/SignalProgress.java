package ai.pami.signal;

import ai.pami.domain.Domain;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.Progress;
import ai.pami.question.Asking;

/**
 * The engine's options of a run whose method asks in rounds, none of which knows of the later ones.
 */
final class SignalProgress {
  private SignalProgress() {}

  static EngineOptions limited(Asking asking, SignalMethod method, Domain domain) {
    EngineOptions limited = asking.limited(method.budget());
    long expected = method.expected(domain, limited.budget());
    return limited.withProgress(
        progress ->
            limited
                .progress()
                .progressed(
                    new Progress(
                        progress.calls(),
                        Math.max(expected, progress.expected()),
                        progress.elapsed())));
  }
}
