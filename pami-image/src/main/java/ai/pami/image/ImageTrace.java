package ai.pami.image;

import ai.pami.image.picture.Picture;
import ai.pami.model.TensorInfo;
import ai.pami.target.Activation;
import ai.pami.trace.Trace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every question that was asked about a picture, every score, and what is needed to ask them again.
 *
 * @param trace the questions and their scores; their masks lie on the pixels the model saw
 * @param copies what was mixed, in the order in which a question's copy numbers it
 * @param method how the method describes itself
 * @param budget inputs the model could be asked at the most
 * @param preprocessing how the picture became numbers
 * @param activation what turned outputs into scores
 * @param readsOutput whether every target's score is the output's value at the target's index
 * @param input the model's input
 */
public record ImageTrace(
    Trace trace,
    List<Copy> copies,
    Map<String, String> method,
    long budget,
    Preprocessing preprocessing,
    Activation activation,
    boolean readsOutput,
    TensorInfo input) {

  /**
   * A picture and the background it was mixed with.
   *
   * @param asItLies whether the picture is the one the model saw, not a shifted or turned copy
   * @param sha256 of both as the model reads them: the picture's bytes, then the background's
   * @param background what hidden pixels showed; empty for copies that lie otherwise, and where a
   *     record does not hold it
   */
  public record Copy(boolean asItLies, String sha256, Optional<Picture> background) {}

  public ImageTrace {
    copies = List.copyOf(copies);
    method = Collections.unmodifiableMap(new LinkedHashMap<>(method));
  }
}
