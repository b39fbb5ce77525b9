package ai.pami.engine;

import ai.pami.domain.Mask;
import ai.pami.domain.Prefix;
import ai.pami.domain.Region;
import ai.pami.domain.SoftMask;
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

  /** A slot and what it holds: one source everywhere, but the other under a mask. */
  private final class Slot {
    private final S memory;
    private Composer<S> composer;
    private Source base;
    private Mask painted = Region.none();

    Slot(S memory) {
      this.memory = memory;
    }

    @SuppressWarnings("ReferenceEquality") // an order is itself, equal ones are not looked for
    void compose(Probe<S> probe) {
      Source wanted = probe.shown().other();
      boolean known = composer == probe.composer() && base == wanted;
      if (known
          && painted instanceof Prefix before
          && probe.mask() instanceof Prefix after
          && before.ranking() == after.ranking()) {
        resize(before, after);
      } else {
        if (!known || !erase()) {
          composer = probe.composer();
          base = wanted;
          composer.fill(memory, base);
        }
        paint(probe.mask());
      }
      painted = probe.mask();
    }

    /** Writes what lies between two prefixes of one order. */
    private void resize(Prefix before, Prefix after) {
      int from = before.length();
      int to = after.length();
      if (to >= from) {
        composer.paint(memory, after.ranking(), from, to, base.other());
      } else {
        composer.paint(memory, after.ranking(), to, from, base);
      }
    }

    /** Brings the base back where the last mask lay; false if that was everywhere. */
    private boolean erase() {
      if (painted instanceof Region region) {
        composer.paint(memory, region, base);
        return true;
      }
      if (painted instanceof Prefix prefix) {
        composer.paint(memory, prefix.ranking(), 0, prefix.length(), base);
        return true;
      }
      return false;
    }

    private void paint(Mask mask) {
      if (mask instanceof Region region) {
        composer.paint(memory, region, base.other());
      } else if (mask instanceof Prefix prefix) {
        composer.paint(memory, prefix.ranking(), 0, prefix.length(), base.other());
      } else if (mask instanceof SoftMask soft) {
        composer.blend(memory, soft, base.other());
      }
    }
  }
}
