package ai.pami.cli;

import ai.pami.engine.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on a terminal: calls done, calls a second, time left. Nothing where output is piped. */
final class ProgressDisplay implements Progress.Listener, AutoCloseable {
  private static final int LONGEST_NAME = 20;

  private final ProgressBar bar;

  private ProgressDisplay(ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * @param what the bar is of
   * @param quiet whether to show nothing even on a terminal
   */
  static ProgressDisplay of(String what, boolean quiet) {
    if (quiet || !Terminal.isInteractive()) {
      return new ProgressDisplay(null);
    }
    return new ProgressDisplay(
        new ProgressBarBuilder()
            .setTaskName(shorten(what))
            .setInitialMax(-1)
            .setUnit(" calls", 1)
            .showSpeed()
            .setUpdateIntervalMillis(200)
            .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
            .clearDisplayOnFinish()
            .build());
  }

  /** Leaves room for the numbers on a narrow terminal. */
  private static String shorten(String name) {
    return name.length() <= LONGEST_NAME
        ? name
        : "…" + name.substring(name.length() - LONGEST_NAME + 1);
  }

  @Override
  public void progressed(Progress progress) {
    if (bar != null) {
      bar.maxHint(progress.expected());
      bar.stepTo(progress.calls());
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
