package ai.pami.engine;

import ai.pami.domain.Domain;
import ai.pami.domain.Ranking;
import ai.pami.domain.Region;
import ai.pami.domain.SoftMask;

/** Mixes two arrays of numbers. */
public final class ArrayComposer implements Composer<double[]> {
  private final Domain domain;
  private final double[] input;
  private final double[] background;

  public ArrayComposer(Domain domain, double[] input, double[] background) {
    this.domain = domain;
    this.input = input;
    this.background = background;
  }

  @Override
  public Domain domain() {
    return domain;
  }

  double[] input() {
    return input;
  }

  double[] background() {
    return background;
  }

  @Override
  public void fill(double[] slot, Source source) {
    paint(slot, Region.all(domain), source);
  }

  @Override
  public void paint(double[] slot, Region region, Source source) {
    double[] from = source == Source.INPUT ? input : background;
    for (int s = 0; s < region.spanCount(); s++) {
      System.arraycopy(
          from, region.start(s), slot, region.start(s), region.end(s) - region.start(s));
    }
  }

  @Override
  public void paint(double[] slot, Ranking ranking, int from, int to, Source source) {
    double[] values = source == Source.INPUT ? input : background;
    for (int rank = from; rank < to; rank++) {
      slot[ranking.element(rank)] = values[ranking.element(rank)];
    }
  }

  @Override
  public void blend(double[] slot, SoftMask mask, Source shown) {
    double[] top = shown == Source.INPUT ? input : background;
    double[] bottom = shown == Source.INPUT ? background : input;
    float[] shares = mask.shares();
    for (int i = 0; i < shares.length; i++) {
      slot[i] = shares[i] * top[i] + (1 - shares[i]) * bottom[i];
    }
  }
}
