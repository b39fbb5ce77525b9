package ai.pami.signal;

import ai.pami.domain.Domain;
import ai.pami.domain.Ranking;
import ai.pami.domain.Region;
import ai.pami.domain.SoftMask;
import ai.pami.engine.Composer;
import ai.pami.engine.Source;

/**
 * Mixes a series with a background, writing only what changes. Elements are {@code [channels][time
 * cells]}. Straight lines across gaps are drawn when the model is given the copy, since they depend
 * on all that is shown.
 */
final class SeriesComposer implements Composer<SeriesCopy> {
  private final Series series;
  private final TimeCells cells;
  private final Domain domain;
  private final float[] input;
  private final float[] hidden;
  private final boolean bridges;

  SeriesComposer(Series series, TimeCells cells, SeriesBackground background) {
    this.series = series;
    this.cells = cells;
    this.domain = Domain.of(series.channels().size(), cells.count());
    this.input = series.values();
    this.hidden = background.of(series);
    this.bridges = background.bridges();
    if (hidden.length != input.length) {
      throw new IllegalArgumentException(
          "background '%s' gives %d values for %s"
              .formatted(background.name(), hidden.length, series));
    }
  }

  @Override
  public Domain domain() {
    return domain;
  }

  private float[] content(Source source) {
    return source == Source.INPUT ? input : hidden;
  }

  @Override
  public void fill(SeriesCopy copy, Source source) {
    copy.become(this, content(source));
    if (bridges) {
      copy.shown().set(0, domain.size(), source == Source.INPUT);
    }
  }

  @Override
  public void paint(SeriesCopy copy, Region region, Source source) {
    for (int i = 0; i < region.spanCount(); i++) {
      paint(copy, region.start(i), region.end(i), source);
    }
  }

  @Override
  public void paint(SeriesCopy copy, Ranking ranking, int from, int to, Source source) {
    for (int rank = from; rank < to; rank++) {
      int element = ranking.element(rank);
      paint(copy, element, element + 1, source);
    }
  }

  /** Writes the elements from {@code from} to {@code to}-1, which may lie in several channels. */
  private void paint(SeriesCopy copy, int from, int to, Source source) {
    float[] content = content(source);
    int columns = cells.count();
    for (int start = from; start < to; ) {
      int channel = start / columns;
      int end = Math.min(to, (channel + 1) * columns);
      int first = channel * cells.length() + cells.start(start - channel * columns);
      int last = channel * cells.length() + cells.start(end - channel * columns);
      System.arraycopy(content, first, copy.values(), first, last - first);
      start = end;
    }
    if (bridges) {
      copy.shown().set(from, to, source == Source.INPUT);
    }
  }

  /** Where gaps are bridged, an element comes from where most of it would. */
  @Override
  public void blend(SeriesCopy copy, SoftMask mask, Source shown) {
    float[] shares = mask.shares();
    if (bridges) {
      fill(copy, shown.other());
      for (int element = 0; element < shares.length; element++) {
        if (shares[element] >= 0.5) {
          paint(copy, element, element + 1, shown);
        }
      }
      return;
    }
    copy.become(this, content(shown.other()));
    float[] top = content(shown);
    float[] values = copy.values();
    for (int element = 0; element < shares.length; element++) {
      int channel = element / cells.count();
      int cell = element % cells.count();
      int end = channel * cells.length() + cells.start(cell + 1);
      for (int i = channel * cells.length() + cells.start(cell); i < end; i++) {
        values[i] += shares[element] * (top[i] - values[i]);
      }
    }
  }

  /** A series of what the copy shows now, in memory of its own. */
  Series input(SeriesCopy copy) {
    float[] values = copy.values().clone();
    if (bridges && copy.shown().cardinality() < domain.size()) {
      for (int c = 0; c < series.channels().size(); c++) {
        int from = c * cells.length();
        int row = c * cells.count();
        Bridge.fill(
            values,
            from,
            from + cells.length(),
            i -> copy.shown().get(row + cells.cellOf(i - from)),
            hidden[from]);
      }
    }
    return series.like(values);
  }
}
