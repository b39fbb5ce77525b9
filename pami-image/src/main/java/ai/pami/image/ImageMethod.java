package ai.pami.image;

import ai.pami.domain.Partitioner;
import ai.pami.image.background.Background;
import ai.pami.image.picture.Picture;
import ai.pami.method.MethodResult;
import java.util.List;
import java.util.Map;

/**
 * A way to explain a picture: which masked copies are asked for, and how their scores become maps.
 * {@link ImageSettings} is PAMI; other methods implement this on the same engine. Immutable.
 */
public interface ImageMethod {
  /** What hidden pixels show. */
  Background background();

  /** The same with another background. */
  ImageMethod withBackground(Background background);

  /** Inputs the model is asked at the most unless the caller says otherwise. */
  long budget();

  /** Every setting that shapes the result, by name, as text; {@code method} first. */
  Map<String, String> describe();

  /**
   * Whether classes besides those asked for can be explained on the side: whether targets after the
   * first {@link ImageQuestion#explained()} change nothing of the maps before them.
   */
  default boolean explainsOthersAside() {
    return false;
  }

  /**
   * Partitions of the picture that {@link #explain} is going to ask {@link ImageQuestion#regions}
   * for, in that order: they are made while the model is first asked. Others can be asked for too.
   *
   * @param budget inputs the model may be asked
   */
  default List<Partitioner<Picture>> foreseen(long budget) {
    return List.of();
  }

  /**
   * Asks and aggregates. Budget, deadline and cancellation may end the asking at any probe; what
   * was answered by then makes a valid map.
   *
   * @throws ai.pami.PamiException if the model fails or gives a score that is no number
   */
  MethodResult explain(ImageQuestion question);
}
