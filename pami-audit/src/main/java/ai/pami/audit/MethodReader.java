package ai.pami.audit;

import ai.pami.image.ImageMethod;
import ai.pami.image.background.Background;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a method again from how it described itself: the way back from {@link
 * ImageMethod#describe()}. {@link ai.pami.image.ImageSettings} needs none.
 */
@FunctionalInterface
public interface MethodReader {
  /**
   * The method.
   *
   * @param described what it said of itself
   * @param budget inputs it could ask at the most
   * @param backgrounds finds a background by its name, those held by the bundle included
   * @return empty if it is none that this reader knows. A method that describes itself in other
   *     words is not used
   */
  Optional<ImageMethod> read(
      Map<String, String> described,
      long budget,
      Function<String, Optional<Background>> backgrounds);
}
