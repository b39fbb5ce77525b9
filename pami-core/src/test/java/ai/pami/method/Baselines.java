package ai.pami.method;

import ai.pami.engine.Composer;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.Source;
import ai.pami.target.Scoring;

/** What methods under test know before they start. */
final class Baselines {
  private Baselines() {}

  /** Asks for the whole input and the bare background. */
  static <S> Baseline<S> asked(ProbeEngine<S> engine, Scoring scoring, Composer<S> composer) {
    return new Baseline<>(
        composer,
        scoring.scores(engine.whole(composer, Source.INPUT)),
        scoring.scores(engine.whole(composer, Source.BACKGROUND)));
  }
}
