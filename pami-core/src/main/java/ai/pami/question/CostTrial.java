package ai.pami.question;

import ai.pami.engine.Cancellation;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.Forecast;
import ai.pami.engine.Progress;
import ai.pami.explanation.Cost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Begins a run to see how fast it goes and how long it will be. */
final class CostTrial {
  /** Long enough for the batch size to be found and the code to be warm. */
  private static final Duration ENOUGH = Duration.ofMillis(1200);

  private static final long LEAST_CALLS = 8;

  private final EngineOptions options;

  CostTrial(EngineOptions options) {
    this.options = options;
  }

  /**
   * @param explain explains with options that end it early
   */
  Forecast run(Function<EngineOptions, Cost> explain) {
    List<Progress> heard = new ArrayList<>();
    Cancellation enough = new Cancellation();
    EngineOptions trial =
        options
            .withCancellation(enough)
            .withProgress(
                progress -> {
                  if (!enough.isCancelled()) {
                    heard.add(progress);
                  }
                  boolean cancelled = options.cancellation().isCancelled();
                  if (cancelled
                      || (progress.calls() >= LEAST_CALLS
                          && progress.elapsed().compareTo(ENOUGH) >= 0)) {
                    enough.cancel();
                  }
                });
    Cost cost = explain.apply(trial);
    if (!enough.isCancelled()) {
      return new Forecast(cost.calls() + cost.checkCalls(), cost.time().plus(cost.checkTime()));
    }
    Progress last = heard.get(heard.size() - 1);
    Duration whole = last.elapsed().plus(left(heard));
    Duration limit = options.deadline().orElse(whole);
    if (whole.compareTo(limit) <= 0) {
      return new Forecast(last.expected(), whole);
    }
    double share = (double) limit.toNanos() / whole.toNanos();
    return new Forecast(Math.max(last.calls(), Math.round(share * last.expected())), limit);
  }

  /** At the speed since the first that was heard, as starting takes its time. */
  private static Duration left(List<Progress> heard) {
    Progress first = heard.get(0);
    Progress last = heard.get(heard.size() - 1);
    long calls = last.calls() - first.calls();
    if (calls <= 0) {
      return last.left();
    }
    long nanos = last.elapsed().minus(first.elapsed()).toNanos();
    return Duration.ofNanos((long) ((double) nanos / calls * (last.expected() - last.calls())));
  }
}
