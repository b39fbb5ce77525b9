package ai.pami.cli;

import ai.pami.engine.Progress;

/** Progress of many inputs as that of one run: the inputs to come are expected to cost as this. */
final class ManyProgress implements Progress.Listener {
  private final Progress.Listener listener;
  private final int inputs;
  private int done;
  private long calls;

  ManyProgress(Progress.Listener listener, int inputs) {
    this.listener = listener;
    this.inputs = inputs;
  }

  /**
   * An input is done.
   *
   * @param spent calls it took
   */
  void done(long spent) {
    done++;
    calls += spent;
  }

  @Override
  public void progressed(Progress one) {
    listener.progressed(
        new Progress(calls + one.calls(), calls + one.expected() * (inputs - done), one.elapsed()));
  }
}
