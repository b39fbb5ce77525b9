package ai.pami.signal;

import ai.pami.domain.Domain;
import ai.pami.method.MethodResult;
import java.util.Map;

/**
 * A way to explain a signal: which masked copies are asked for, and how their scores become maps.
 * {@link CoarseToFine} is the default, {@link SignalSettings} PAMI as published. Immutable.
 */
public interface SignalMethod {
  /** Inputs the model is asked at the most unless the caller says otherwise. */
  long budget();

  /** About so many inputs the model will be asked; for progress. */
  long expected(Domain domain, long budget);

  /** Every setting that shapes the result, by name, as text; {@code method} first. */
  Map<String, String> describe();

  /**
   * Asks and aggregates. Budget, deadline and cancellation may end the asking at any probe; what
   * was answered by then makes a valid map.
   *
   * @throws ai.pami.PamiException if the model fails or gives a score that is no number
   */
  <S> MethodResult explain(SignalQuestion<S> asked);
}
