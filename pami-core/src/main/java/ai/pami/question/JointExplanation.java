package ai.pami.question;

import ai.pami.explanation.Explanation;
import java.util.List;

/**
 * One prediction for several inputs, explained.
 *
 * @param together over the parts of all inputs, one after another in the inputs' order; with the
 *     verdict, if it was checked
 * @param each an explanation an input, over its own elements. All their maps are in units of the
 *     same score: a word's value may be compared with a pixel's
 */
public record JointExplanation(Explanation together, List<Explanation> each) {
  public JointExplanation {
    each = List.copyOf(each);
  }
}
