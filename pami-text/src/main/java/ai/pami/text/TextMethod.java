package ai.pami.text;

import ai.pami.method.MethodResult;
import java.util.Map;

/**
 * A way to explain a text: which masked copies are asked for, and how their scores become maps.
 * {@link TextSelection} is the default, {@link TextSettings} PAMI; other methods implement this on
 * the same engine. Immutable.
 */
public interface TextMethod {
  /** What can be kept or hidden. */
  TextElements elements();

  /** What stands where an element is hidden. */
  TextBackground background();

  /** The same with other elements. */
  TextMethod withElements(TextElements elements);

  /** The same with another background. */
  TextMethod withBackground(TextBackground background);

  /**
   * Inputs the model is asked at the most unless the caller says otherwise.
   *
   * @param size elements of the text
   */
  long budget(int size);

  /** Every setting that shapes the result, by name, as text; {@code method} first. */
  Map<String, String> describe();

  /**
   * Asks and aggregates. Budget, deadline and cancellation may end the asking at any probe; what
   * was answered by then makes a valid map.
   *
   * @throws ai.pami.PamiException if the model fails or gives a score that is no number
   */
  MethodResult explain(TextQuestion question);
}
