package ai.pami.evaluate.study;

import ai.pami.image.ImageExplanation;
import java.time.Duration;

/**
 * How far a study has come.
 *
 * @param done pictures judged, skipped or failed so far, those of earlier runs included
 * @param total pictures of the study
 * @param within how much of the picture under way is done, 0..1
 * @param doing what is under way, {@code picture: method}; empty once all is done
 * @param elapsed since this run began
 * @param left as well as can be told from what maps took in this run; zero until the model was
 *     asked
 */
public record StudyProgress(
    int done, int total, double within, String doing, Duration elapsed, Duration left) {

  /** Hears of progress and of pictures that failed, on the thread that runs the study. */
  @FunctionalInterface
  public interface Listener {
    /** Called before each method of each picture, while it asks, and at the end. */
    void progressed(StudyProgress progress);

    /** A picture was explained by one method of the study. */
    default void explained(String picture, String method, ImageExplanation explanation) {}

    /**
     * A picture was judged by all methods. Called before that is written down: should the run be
     * killed now, the picture is done again.
     */
    default void finished(String picture) {}

    /** A picture that failed; the rest goes on. */
    default void failed(FailedPicture failed) {}

    /** Hears nothing. */
    static Listener none() {
      return progress -> {};
    }
  }
}
