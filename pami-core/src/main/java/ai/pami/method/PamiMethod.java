package ai.pami.method;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.engine.Composer;
import ai.pami.engine.Probe;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.explanation.EvidenceSum;
import ai.pami.target.Scoring;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * PAMI: every region of every partition is shown alone, and an element's importance is the mean
 * score of the regions that held it.
 *
 * <p>Shi, Zhang, Zheng, Wang, "PAMI: Partition input and aggregate outputs for model
 * interpretation", Pattern Recognition 2023, arXiv 2302.03318. Beyond the paper, regions may also
 * be dropped ({@link Evidence}), and the spread over regions gives each value its standard error.
 *
 * @param <S> what the model reads an input from
 */
public final class PamiMethod<S> {
  private final ProbeEngine<S> engine;
  private final Scoring scoring;
  private final Baseline<S> baseline;
  private final Evidence evidence;
  private final MapWatch watch;

  public PamiMethod(
      ProbeEngine<S> engine, Scoring scoring, Baseline<S> baseline, Evidence evidence) {
    this(engine, scoring, baseline, evidence, MapWatch.none());
  }

  /**
   * @param watch looks at the maps after every layer of the input as it lies, and after every other
   *     view
   */
  public PamiMethod(
      ProbeEngine<S> engine,
      Scoring scoring,
      Baseline<S> baseline,
      Evidence evidence,
      MapWatch watch) {
    this.engine = engine;
    this.scoring = scoring;
    this.baseline = baseline;
    this.evidence = evidence;
    this.watch = watch;
  }

  /**
   * Asks the regions of all views and aggregates their evidence.
   *
   * @param views pulled one after another, each when the one before is used up
   * @param layers how many layers the views have in all; for progress
   */
  public MethodResult explain(Iterator<View<S>> views, int layers) {
    return explain(views, layers, 0, (region, shown, found) -> {});
  }

  /**
   * The same, with a listener.
   *
   * @param later how many probes will be asked after these, for progress
   * @param each hears of every region's evidence
   */
  MethodResult explain(Iterator<View<S>> views, int layers, long later, RegionListener each) {
    Domain domain = baseline.composer().domain();
    PamiProbes<S> probes =
        new PamiProbes<>(views, layers, evidence, baseline.composer(), later, watch.ends());
    Aggregation aggregation = new Aggregation(domain, each);
    StopReason stopped =
        engine.ask(
            probes,
            scoring,
            (probe, scores) -> {
              aggregation.answered(probe, scores);
              if (probe.looks()) {
                probes.looked(watch.settled(engine.calls(), () -> aggregation.finish().maps()));
              }
            });
    EvidenceSum total = aggregation.finish();
    return new MethodResult(total.maps(), probes.used(), aggregation.answers, stopped);
  }

  /** Hears of single regions. */
  @FunctionalInterface
  interface RegionListener {
    /**
     * What one region is worth.
     *
     * @param shown what the region showed: the input, kept alone, or the background, dropped alone
     * @param evidence {@code [targets]}: what the region adds to the bare background, or what its
     *     loss takes
     */
    void found(Region region, Source shown, double[] evidence);
  }

  /**
   * A probe and what its answer is for.
   *
   * @param view whose frame the region lies in
   * @param looks whether with its answer a part is finished, and the maps are worth a look
   */
  record PamiProbe<S>(
      Composer<S> composer, Region mask, Source shown, Role role, View<S> view, boolean looks)
      implements Probe<S> {
    enum Role {
      KEEP,
      DROP,
      /** The unmasked input of a composer other than the baseline's. */
      INPUT,
      /** The bare background of a composer other than the baseline's. */
      BACKGROUND
    }
  }

  /** Files answers under their view and brings finished views back to the domain's frame. */
  private final class Aggregation {
    private double[] inputScores = baseline.inputScores();
    private double[] backgroundScores = baseline.backgroundScores();
    private final double[] origin =
        evidence == Evidence.KEEP ? inputScores : new double[inputScores.length];
    private final EvidenceSum total;
    private View<S> view;
    private EvidenceSum viewSum;
    private long answers;

    /** Kept, and still to be dropped: a region counts once, by the mean of both. */
    private final Deque<Region> half = new ArrayDeque<>();

    private final Deque<double[]> halfEvidence = new ArrayDeque<>();

    private final RegionListener each;

    Aggregation(Domain domain, RegionListener each) {
      this.each = each;
      this.total = new EvidenceSum(domain, origin);
    }

    @SuppressWarnings("ReferenceEquality") // a view is itself, whatever another may be called
    void answered(PamiProbe<S> probe, double[] scores) {
      if (probe.view() != view) {
        finish();
        view = probe.view();
        viewSum =
            view.toDomain().isEmpty() ? total : new EvidenceSum(probe.composer().domain(), origin);
      }
      switch (probe.role()) {
        case INPUT -> inputScores = scores;
        case BACKGROUND -> backgroundScores = scores;
        case KEEP -> keep(probe.mask(), kept(scores));
        case DROP -> drop(probe.mask(), dropped(scores));
      }
    }

    private void keep(Region region, double[] found) {
      answers++;
      each.found(region, Source.INPUT, found);
      if (evidence == Evidence.BOTH) {
        half.add(region);
        halfEvidence.add(found);
      } else {
        viewSum.add(region, found);
      }
    }

    private void drop(Region region, double[] found) {
      answers++;
      each.found(region, Source.BACKGROUND, found);
      if (evidence == Evidence.BOTH) {
        viewSum.add(half.remove(), mean(halfEvidence.remove(), found));
      } else {
        viewSum.add(region, found);
      }
    }

    private double[] mean(double[] a, double[] b) {
      double[] mean = new double[a.length];
      for (int k = 0; k < a.length; k++) {
        mean[k] = (a[k] + b[k]) / 2;
      }
      return mean;
    }

    private double[] kept(double[] scores) {
      return evidence == Evidence.KEEP ? scores : difference(scores, backgroundScores);
    }

    private double[] dropped(double[] scores) {
      return difference(inputScores, scores);
    }

    private double[] difference(double[] a, double[] b) {
      double[] difference = new double[a.length];
      for (int k = 0; k < a.length; k++) {
        difference[k] = a[k] - b[k];
      }
      return difference;
    }

    EvidenceSum finish() {
      // Where the run ended between the two, what was kept counts alone.
      while (!half.isEmpty()) {
        viewSum.add(half.remove(), halfEvidence.remove());
      }
      if (view != null && view.toDomain().isPresent()) {
        total.add(viewSum, view.toDomain().get());
      }
      view = null;
      return total;
    }
  }
}
