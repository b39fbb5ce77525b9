package ai.pami.engine;

import ai.pami.domain.Mask;

/**
 * One question to the model: what is the score of the copy in which {@link #mask()} comes from
 * {@link #shown()} and all else from the other source? Showing the region's {@link Source#INPUT}
 * keeps the region and hides the rest; showing its {@link Source#BACKGROUND} drops the region.
 *
 * <p>Methods may add to a probe what they need to file its answer.
 *
 * @param <S> what the model reads an input from
 */
public interface Probe<S> {
  Composer<S> composer();

  Mask mask();

  Source shown();
}
