package ai.pami.evaluate.data;

import java.util.List;

/**
 * Pictures with boxes, as read.
 *
 * @param pictures one a class and picture, in the order of the source, names unique
 * @param warnings what was left out or put right in reading, for a person; may be empty
 */
public record DataSet(List<LabelledPicture> pictures, List<String> warnings) {
  public DataSet {
    pictures = List.copyOf(pictures);
    warnings = List.copyOf(warnings);
  }
}
