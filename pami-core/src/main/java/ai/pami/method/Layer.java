package ai.pami.method;

import ai.pami.domain.Regions;
import ai.pami.engine.Composer;

/**
 * One set of regions and what their copies are mixed from.
 *
 * @param name what made the regions, with its parameters
 * @param regions in the view's own frame
 * @param composer mixes copies that show a region alone
 * @param hiding mixes copies that hide it, over another background perhaps; its input is that of
 *     {@code composer}
 */
public record Layer<S>(String name, Regions regions, Composer<S> composer, Composer<S> hiding) {
  /** A layer whose copies are all mixed from the same. */
  public Layer(String name, Regions regions, Composer<S> composer) {
    this(name, regions, composer, composer);
  }
}
