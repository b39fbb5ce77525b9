package ai.pami.evaluate.data;

import java.nio.file.Path;
import java.util.List;

/**
 * One class in one picture: what a map of that class is judged by.
 *
 * @param name unique in the data set: the file's name, with the class where a picture shows several
 * @param file the picture
 * @param classIndex the data set's number of the class, or -1 if it has none
 * @param className what the data set calls the class
 * @param boxes around every object of the class, at least one
 * @param otherClasses whether the data set has objects of other classes in the same picture
 */
public record LabelledPicture(
    String name,
    Path file,
    int classIndex,
    String className,
    List<Box> boxes,
    boolean otherClasses) {
  public LabelledPicture {
    boxes = List.copyOf(boxes);
    if (boxes.isEmpty()) {
      throw new IllegalArgumentException("%s has no box".formatted(name));
    }
  }
}
