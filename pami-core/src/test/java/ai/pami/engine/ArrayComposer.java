package ai.pami.engine;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;

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
}
