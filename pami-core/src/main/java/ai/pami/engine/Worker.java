package ai.pami.engine;

import ai.pami.domain.Region;
import ai.pami.model.Batch;
import ai.pami.model.Outputs;
import ai.pami.target.Scoring;
import java.util.ArrayList;
import java.util.List;

/**
 * One thread's share of the model: composes probes into its batch's slots, rewriting only what
 * differs from the probe that was there before, runs them and scores the outputs.
 */
final class Worker<S> implements AutoCloseable {
  private final Batch<S> batch;
  private final List<Slot> slots = new ArrayList<>();

  Worker(Batch<S> batch) {
    this.batch = batch;
    for (int i = 0; i < batch.capacity(); i++) {
      slots.add(new Slot(batch.slot(i)));
    }
  }

  /** The outputs of the probes, in their order, valid until the next call. */
  Outputs outputs(List<? extends Probe<S>> probes) {
    for (int i = 0; i < probes.size(); i++) {
      slots.get(i).compose(probes.get(i));
    }
    return batch.run(probes.size());
  }

  /** The scores of the probes, {@code [probes][targets]}. */
  double[][] scores(List<? extends Probe<S>> probes, Scoring scoring) {
    Outputs outputs = outputs(probes);
    double[][] scores = new double[probes.size()][];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = scoring.scores(outputs.get(i));
    }
    return scores;
  }

  void stop() {
    batch.stop();
  }

  @Override
  public void close() {
    batch.close();
  }

  /** A slot and what it holds: one source everywhere, but the other in one region. */
  private final class Slot {
    private final S memory;
    private Composer<S> composer;
    private Source base;
    private Region painted = Region.none();

    Slot(S memory) {
      this.memory = memory;
    }

    void compose(Probe<S> probe) {
      Source wanted = probe.shown().other();
      if (composer == probe.composer() && base == wanted) {
        composer.paint(memory, painted, base);
      } else {
        composer = probe.composer();
        base = wanted;
        composer.fill(memory, base);
      }
      painted = probe.region();
      composer.paint(memory, painted, probe.shown());
    }
  }
}
