package ai.pami.engine;

import ai.pami.domain.Domain;
import ai.pami.domain.Ranking;
import ai.pami.domain.Region;
import ai.pami.domain.SoftMask;
import java.util.BitSet;
import java.util.function.Function;

/**
 * Composes copies of inputs whose elements are there or not, such as words or the columns of a row:
 * which of them are shown is kept as a set, and a function makes the input of it. With it a new
 * kind of input is that function alone; see {@code docs/extending.md}.
 *
 * @param <X> what the model takes
 */
public final class ElementComposer<X> implements Composer<ElementCopy<X>> {
  private final Domain domain;
  private final Function<BitSet, X> input;

  /**
   * A composer of one input.
   *
   * @param domain of its elements
   * @param input makes what the model is given of the set of elements that are shown, the others
   *     showing the background; called by several threads, with a set of its own each time
   */
  public ElementComposer(Domain domain, Function<BitSet, X> input) {
    this.domain = domain;
    this.input = input;
  }

  X input(BitSet shown) {
    return input.apply(shown);
  }

  @Override
  public Domain domain() {
    return domain;
  }

  @Override
  public void fill(ElementCopy<X> copy, Source source) {
    copy.become(this, source == Source.INPUT);
  }

  @Override
  public void paint(ElementCopy<X> copy, Region region, Source source) {
    for (int i = 0; i < region.spanCount(); i++) {
      copy.show(region.start(i), region.end(i), source == Source.INPUT);
    }
  }

  @Override
  public void paint(ElementCopy<X> copy, Ranking ranking, int from, int to, Source source) {
    for (int rank = from; rank < to; rank++) {
      int element = ranking.element(rank);
      copy.show(element, element + 1, source == Source.INPUT);
    }
  }

  /** An element is there or not: it comes from where most of it would. */
  @Override
  public void blend(ElementCopy<X> copy, SoftMask mask, Source shown) {
    copy.become(this, shown != Source.INPUT);
    float[] shares = mask.shares();
    for (int element = 0; element < shares.length; element++) {
      if (shares[element] >= 0.5) {
        copy.show(element, element + 1, shown == Source.INPUT);
      }
    }
  }
}
