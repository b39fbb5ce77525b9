package ai.pami.engine;

/** A switch that any thread may throw to end a run early. A run sees it within milliseconds. */
public final class Cancellation {
  private volatile boolean cancelled;

  /** Ends the runs that were given this switch, now and later. */
  public void cancel() {
    cancelled = true;
  }

  public boolean isCancelled() {
    return cancelled;
  }
}
