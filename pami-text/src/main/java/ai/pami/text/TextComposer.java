package ai.pami.text;

import ai.pami.domain.Domain;
import ai.pami.domain.Ranking;
import ai.pami.domain.Region;
import ai.pami.domain.SoftMask;
import ai.pami.engine.Composer;
import ai.pami.engine.Source;

/** Shows and hides a passage's elements. */
final class TextComposer implements Composer<TextCopy> {
  private final Passage passage;
  private final TextBackground background;
  private final Domain domain;

  TextComposer(Passage passage, TextBackground background) {
    this.passage = passage;
    this.background = background;
    this.domain = passage.domain();
  }

  Passage passage() {
    return passage;
  }

  TextBackground background() {
    return background;
  }

  @Override
  public Domain domain() {
    return domain;
  }

  @Override
  public void fill(TextCopy copy, Source source) {
    copy.become(this, source == Source.INPUT);
  }

  @Override
  public void paint(TextCopy copy, Region region, Source source) {
    for (int i = 0; i < region.spanCount(); i++) {
      copy.show(region.start(i), region.end(i), source == Source.INPUT);
    }
  }

  @Override
  public void paint(TextCopy copy, Ranking ranking, int from, int to, Source source) {
    for (int rank = from; rank < to; rank++) {
      int element = ranking.element(rank);
      copy.show(element, element + 1, source == Source.INPUT);
    }
  }

  /** A word is there or not: it comes from where most of it would. */
  @Override
  public void blend(TextCopy copy, SoftMask mask, Source shown) {
    copy.become(this, shown != Source.INPUT);
    float[] shares = mask.shares();
    for (int element = 0; element < shares.length; element++) {
      if (shares[element] >= 0.5) {
        copy.show(element, element + 1, shown == Source.INPUT);
      }
    }
  }
}
