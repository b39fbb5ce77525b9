package ai.pami.evaluate.study;

import ai.pami.PamiException;
import ai.pami.evaluate.data.LabelledPicture;
import ai.pami.target.Labels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds a data set's classes among a model's outputs. By name where labels are known: the whole
 * name, then each of its synonyms, separated by commas or semicolons. Where several labels bear the
 * name, the data set's number decides among them. By number alone where no labels are known or the
 * class has no name. Where output 0 is called "background", the data set's class 0 is output 1.
 */
final class ClassFinder {
  private final Labels labels;
  private final int shift;

  ClassFinder(Labels labels) {
    this.labels = labels;
    this.shift = !labels.isEmpty() && labels.label(0).equalsIgnoreCase("background") ? 1 : 0;
  }

  /**
   * The output of every picture's class, in the pictures' order.
   *
   * @throws PamiException if classes are not found, naming them
   */
  int[] find(List<LabelledPicture> pictures) {
    Map<String, String> unknown = new LinkedHashMap<>();
    int[] outputs = new int[pictures.size()];
    for (int i = 0; i < outputs.length; i++) {
      try {
        outputs[i] = find(pictures.get(i));
      } catch (PamiException e) {
        unknown.putIfAbsent(pictures.get(i).className(), e.getMessage());
      }
    }
    if (!unknown.isEmpty()) {
      throw new PamiException(
          "the model's labels don't know %d of the data set's classes; the first: %s; correct the names in one of them, or leave such pictures out%s"
              .formatted(
                  unknown.size(),
                  unknown.values().iterator().next(),
                  unknown.size() == 1
                      ? ""
                      : " (all: %s)"
                          .formatted(
                              unknown.keySet().stream()
                                  .limit(20)
                                  .map(name -> "'" + name + "'")
                                  .collect(Collectors.joining(", ")))));
    }
    return outputs;
  }

  private int find(LabelledPicture picture) {
    if (labels.isEmpty() || picture.className().isEmpty()) {
      if (picture.classIndex() < 0) {
        throw new PamiException(
            "class '%s' has no number and the model's labels are not known: give a labels file"
                .formatted(picture.className()));
      }
      return picture.classIndex() + shift;
    }
    PamiException failure;
    try {
      return labels.index(picture.className().replaceAll("\\s*;\\s*", ", "));
    } catch (PamiException e) {
      failure = e;
    }
    Set<Integer> found = new TreeSet<>();
    Set<String> names = names(picture.className());
    for (int i = 0; i < labels.size(); i++) {
      Set<String> own = names(labels.label(i));
      if (own.stream().anyMatch(names::contains)) {
        found.add(i);
      }
    }
    if (found.size() == 1) {
      return found.iterator().next();
    }
    if (picture.classIndex() >= 0 && found.contains(picture.classIndex() + shift)) {
      return picture.classIndex() + shift;
    }
    throw failure;
  }

  private static Set<String> names(String label) {
    return Arrays.stream(label.split("[,;]", -1))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
