package ai.pami.evaluate.data;

import ai.pami.PamiException;
import ai.pami.image.picture.PictureReader;
import ai.pami.image.picture.PictureSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Gathers boxes by picture and class, checks them against the pictures, and names the results. */
final class DataSetBuilder {
  private record Group(String image, int classIndex, String className) {}

  /** What was called so first, for messages. */
  private record Named(String name, String where) {}

  private final PictureFolder folder;
  private final Map<Group, Set<Box>> groups = new LinkedHashMap<>();
  private final Map<String, Optional<PictureSize>> sizes = new HashMap<>();
  private final Map<Integer, Named> classNames = new HashMap<>();
  private final Notes notes = new Notes();
  private final Set<String> withoutBoxes = new TreeSet<>();

  DataSetBuilder(PictureFolder folder) {
    this.folder = folder;
    this.withoutBoxes.addAll(folder.names());
  }

  /**
   * Adds a box.
   *
   * @param image the picture's name, its ending may be missing
   * @param classIndex or -1
   * @param className may be empty if there is an index
   * @param where file and line or record, for messages
   */
  void add(String image, int classIndex, String className, Corners corners, String where) {
    if (className.isEmpty() && classIndex < 0) {
      throw new PamiException("%s: the class has neither an index nor a name".formatted(where));
    }
    requireOneName(classIndex, className, where);
    corners.requireOrder(where);
    String name = folder.find(image, where);
    Optional<PictureSize> size = size(name, where);
    Box box = size.map(s -> corners.in(s, name, where)).orElseGet(corners::unchecked);
    if (corners.differs(box)) {
      notes.add("boxes up to one pixel outside their image, clamped", where);
    }
    Group group = new Group(name, classIndex, className);
    if (!groups.computeIfAbsent(group, key -> new LinkedHashSet<>()).add(box)) {
      notes.add("boxes given twice, counted once", where);
    }
    withoutBoxes.remove(name);
  }

  /**
   * Makes sure that boxes were drawn on a picture of the size that is there.
   *
   * @param declared the size that the annotations tell of
   */
  void requireSize(String image, PictureSize declared, String where) {
    String name = folder.find(image, where);
    Optional<PictureSize> size = size(name, where);
    if (size.isPresent() && !size.get().equals(declared)) {
      throw new PamiException(
          "%s: the boxes were drawn on %s pixels, but the image %s has %s%s"
              .formatted(
                  where,
                  declared,
                  name,
                  size.get(),
                  size.get().equals(declared.turned())
                      ? ": its EXIF orientation turns it; turn the boxes too, or remove the EXIF data"
                      : ": give the original images"));
    }
  }

  private void requireOneName(int classIndex, String className, String where) {
    if (classIndex >= 0) {
      Named first = classNames.putIfAbsent(classIndex, new Named(className, where));
      if (first != null && !first.name().equals(className)) {
        throw new PamiException(
            "%s: class %d is called '%s', but '%s' in %s"
                .formatted(where, classIndex, className, first.name(), first.where()));
      }
    }
  }

  /** The picture's size, or nothing if it is damaged: whoever reads it will tell. */
  private Optional<PictureSize> size(String name, String where) {
    return sizes.computeIfAbsent(
        name,
        key -> {
          try {
            return Optional.of(PictureReader.ofDefaults().size(folder.file(name, where)));
          } catch (PamiException e) {
            notes.add("images that can't be read, boxes not checked", name);
            return Optional.empty();
          }
        });
  }

  DataSet build() {
    Map<String, Integer> classes = new HashMap<>();
    groups.keySet().forEach(group -> classes.merge(group.image(), 1, Integer::sum));
    List<LabelledPicture> pictures = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    groups.forEach(
        (group, boxes) -> {
          String name = group.image();
          boolean otherClasses = classes.get(name) > 1;
          if (otherClasses) {
            name = "%s (%s)".formatted(group.image(), shortName(group));
          }
          if (!taken.add(name)) {
            name = "%s (%s, %d)".formatted(group.image(), shortName(group), group.classIndex());
            taken.add(name);
          }
          pictures.add(
              new LabelledPicture(
                  name,
                  folder.file(group.image(), name),
                  group.classIndex(),
                  group.className(),
                  List.copyOf(boxes),
                  otherClasses));
        });
    withoutBoxes.forEach(name -> notes.add("images without boxes, left out", name));
    return new DataSet(pictures, notes.lines());
  }

  /** The class's first synonym, or its number. */
  private static String shortName(Group group) {
    return group.className().isEmpty()
        ? Integer.toString(group.classIndex())
        : group.className().split("[;,]", 2)[0].strip();
  }
}
