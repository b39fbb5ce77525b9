package ai.pami.method;

import ai.pami.domain.Regions;
import ai.pami.engine.Composer;

/**
 * One set of regions and what they are mixed from.
 *
 * @param name what made the regions, with its parameters
 * @param regions in the view's own frame
 * @param composer mixes the view's input with the background
 */
public record Layer<S>(String name, Regions regions, Composer<S> composer) {}
