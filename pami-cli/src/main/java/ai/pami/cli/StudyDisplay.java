package ai.pami.cli;

import ai.pami.evaluate.metric.Agreement;
import ai.pami.evaluate.study.FailedPicture;
import ai.pami.evaluate.study.StudyProgress;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.ImageExplanation;
import ai.pami.report.Gallery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;

/** Shows how far a study has come, and keeps its maps in small. */
final class StudyDisplay implements StudyProgress.Listener, AutoCloseable {
  private static final Agreement RANKS = Agreement.spearman();

  /** Steps of the bar a picture. */
  private static final int STEPS = 1000;

  private final Gallery gallery;
  private final CommandLine console;
  private final ProgressBar bar;
  private final List<ImportanceMap> maps = new ArrayList<>();
  private int done;

  private StudyDisplay(Gallery gallery, CommandLine console, ProgressBar bar) {
    this.gallery = gallery;
    this.console = console;
    this.bar = bar;
  }

  /**
   * @param console for plain lines where nobody is watching; null to show nothing
   */
  static StudyDisplay of(Gallery gallery, CommandLine console) {
    boolean watched = console != null && Terminal.isInteractive();
    ProgressBar bar =
        watched
            ? new ProgressBarBuilder()
                .setTaskName("pictures")
                .setInitialMax(-1)
                .setUnit("", STEPS)
                .hideEta()
                .setUpdateIntervalMillis(500)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                .clearDisplayOnFinish()
                .build()
            : null;
    return new StudyDisplay(gallery, watched ? null : console, bar);
  }

  Gallery gallery() {
    return gallery;
  }

  @Override
  public void progressed(StudyProgress progress) {
    if (bar != null) {
      bar.maxHint((long) STEPS * progress.total());
      bar.stepTo(Math.round(STEPS * (progress.done() + progress.within())));
      bar.setExtraMessage(
          " about %s left; %s".formatted(text(progress.left()), methodFirst(progress.doing())));
    } else if (console != null && progress.done() > done) {
      console
          .getOut()
          .println(
              "%d of %d pictures, about %s left"
                  .formatted(progress.done(), progress.total(), text(progress.left())));
      console.getOut().flush();
    }
    done = progress.done();
  }

  /** What is under way, so that a narrow terminal cuts off the picture's name. */
  private static String methodFirst(String doing) {
    int colon = doing.lastIndexOf(": ");
    return colon < 0 ? doing : doing.substring(colon + 2) + ", " + doing.substring(0, colon);
  }

  /** Such as {@code 40 s}, {@code 3 min} or {@code 2 h 5 min}. */
  static String text(Duration time) {
    long seconds = time.toSeconds();
    long minutes = Math.round(seconds / 60.0);
    if (seconds < 120) {
      return seconds + " s";
    }
    return minutes < 120 ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
  }

  @Override
  public void explained(String picture, String method, ImageExplanation explanation) {
    gallery.add(picture, method, explanation);
    maps.add(explanation.map(0));
  }

  @Override
  public void finished(String picture) {
    gallery.finish(picture, disagreement());
    maps.clear();
  }

  @Override
  public void failed(FailedPicture failed) {
    gallery.drop();
    maps.clear();
    if (console != null) {
      console.getErr().println("pami: %s: %s".formatted(failed.name(), failed.message()));
    }
  }

  /** 1 less the mean rank correlation of all pairs of maps that have one; 0 if none has. */
  private double disagreement() {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < maps.size(); i++) {
      for (int j = 0; j < i; j++) {
        var agreement = RANKS.between(maps.get(i), maps.get(j));
        if (agreement.isPresent()) {
          sum += 1 - agreement.getAsDouble();
          pairs++;
        }
      }
    }
    return pairs == 0 ? 0 : sum / pairs;
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
