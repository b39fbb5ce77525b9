package ai.pami.signal;

import ai.pami.domain.Domain;
import ai.pami.engine.Composer;
import ai.pami.method.MapWatch;
import ai.pami.question.Question;

/**
 * One signal, its model and what is to be explained, as a method asks about it.
 *
 * @param question whose composer makes copies that show parts; two axes, {@code [rows][times]}
 * @param hiding makes copies that hide parts, over another background perhaps
 * @param watch looks at the maps while they are being made
 */
public record SignalQuestion<S>(Question<S> question, Composer<S> hiding, MapWatch watch) {
  /** The elements, {@code [rows][times]}. */
  public Domain domain() {
    return question.baseline().composer().domain();
  }
}
