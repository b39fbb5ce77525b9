package ai.pami.text;

import ai.pami.method.Evidence;
import java.util.List;

/** Methods that several tests compare with. */
final class TextExplainerMethods {
  private TextExplainerMethods() {}

  /** Each word dropped once: the simplest question there is. */
  static TextSettings singleDrop() {
    return TextSettings.defaults()
        .withPartitioners(List.of(TextWindows.of(1)))
        .withEvidence(Evidence.DROP);
  }
}
