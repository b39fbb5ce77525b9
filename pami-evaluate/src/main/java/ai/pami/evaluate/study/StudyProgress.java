package ai.pami.evaluate.study;

import ai.pami.image.ImageExplanation;
import java.time.Duration;

/**
 * How far a study has come.
 *
 * @param done pictures judged, skipped or failed so far, those of earlier runs included
 * @param total pictures of the study
 * @param doing what is under way, {@code picture: method}; empty once all is done
 * @param elapsed since this run began
 * @param left as well as can be told from the pictures of this run; zero until one is done
 */
public record StudyProgress(int done, int total, String doing, Duration elapsed, Duration left) {

  /** Hears of progress and of pictures that failed, on the thread that runs the study. */
  @FunctionalInterface
  public interface Listener {
    /** Called before each method of each picture, and at the end. */
    void progressed(StudyProgress progress);

    /** A picture was explained by one method of the study. */
    default void explained(String picture, String method, ImageExplanation explanation) {}

    /** A picture is finished: all its rows are on disk. */
    default void finished(String picture) {}

    /** A picture that failed; the rest goes on. */
    default void failed(FailedPicture failed) {}

    /** Hears nothing. */
    static Listener none() {
      return progress -> {};
    }
  }
}
