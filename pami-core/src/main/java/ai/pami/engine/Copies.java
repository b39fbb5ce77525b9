package ai.pami.engine;

import ai.pami.domain.Mask;
import ai.pami.target.Scoring;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Copies to be asked together; each answer goes to who wanted it.
 *
 * @param <S> what the model reads an input from
 */
public final class Copies<S> {
  private record Copy<S>(Composer<S> composer, Mask mask, Source shown, Consumer<double[]> wanted)
      implements Probe<S> {}

  private final List<Copy<S>> copies = new ArrayList<>();

  /**
   * One copy: {@code mask} from {@code shown}, all else from the other source.
   *
   * @param wanted hears the scores, a score a target
   */
  public void add(Composer<S> composer, Mask mask, Source shown, Consumer<double[]> wanted) {
    copies.add(new Copy<>(composer, mask, shown, wanted));
  }

  /** Whether nothing is to be asked. */
  public boolean isEmpty() {
    return copies.isEmpty();
  }

  /**
   * Asks them all, in the order added, or as many as budget, deadline and cancellation allow; who
   * wanted the others hears nothing.
   *
   * @param all hears every answer, after who wanted it
   */
  public StopReason ask(ProbeEngine<S> engine, Scoring scoring, Consumer<double[]> all) {
    Iterator<Copy<S>> left = copies.iterator();
    Probes<Copy<S>> probes =
        new Probes<>() {
          @Override
          public Optional<Copy<S>> next() {
            return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
          }

          @Override
          public long expected() {
            return copies.size();
          }
        };
    return engine.ask(
        probes,
        scoring,
        (copy, scores) -> {
          copy.wanted().accept(scores);
          all.accept(scores);
        });
  }
}
