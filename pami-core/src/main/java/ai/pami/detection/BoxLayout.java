package ai.pami.detection;

import ai.pami.PamiException;
import ai.pami.model.Output;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How a detector's answer holds its boxes, before any suppression of overlapping ones. {@code n} is
 * the number of boxes it always answers with, {@code c} the number of classes.
 */
public enum BoxLayout {
  /**
   * {@code [n][5 + c]}: middle x, y, width, height in pixels, objectness, a probability a class
   * (YOLO v3, v4, v5, v7, X as exported).
   */
  YOLO {
    @Override
    RawBoxes read(Output output) {
      int[] table = table(output);
      requireColumns(table[1], 6);
      return RawBoxes.centred(output, table[0], table[1], 1, 5, table[1] - 5, 4);
    }
  },

  /**
   * {@code [4 + c][n]}: middle x, y, width, height in pixels, a probability a class (YOLO v8, v9,
   * v11 as exported).
   */
  YOLO8 {
    @Override
    RawBoxes read(Output output) {
      int[] table = table(output);
      requireColumns(table[0], 5);
      return RawBoxes.centred(output, table[1], 1, table[1], 4, table[0] - 4, -1);
    }
  },

  /**
   * Two outputs: boxes {@code [n][4]} as left, top, right, bottom, and class probabilities {@code
   * [n][1 + c]} of which the first stands for "nothing here" (SSD and its kin, RetinaNet with a
   * background class).
   */
  SSD {
    @Override
    RawBoxes read(Output output) {
      return RawBoxes.ofHeads(heads(output), false, true, this);
    }
  },

  /**
   * Two outputs: boxes {@code [n][4]} as middle x, y, width, height in fractions of the picture,
   * and class logits {@code [n][c + 1]} of which the last stands for "nothing here" (DETR).
   */
  DETR {
    @Override
    RawBoxes read(Output output) {
      return RawBoxes.ofHeads(heads(output), true, false, this);
    }
  };

  abstract RawBoxes read(Output output);

  /**
   * The layout of the given name, in any case.
   *
   * @throws IllegalArgumentException if there is none, naming the choices
   */
  public static BoxLayout named(String name) {
    String wanted = name.replaceAll("v(?=\\d)", "").toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(layout -> layout.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no layout '%s': choose yolo (v3 to v7), yolo8 (v8 and later), ssd or detr"
                        .formatted(name)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  PamiException unfit(Output output, String needed) {
    return new PamiException(
        "the model answers with %s, but the layout %s needs %s: choose another layout or other outputs"
            .formatted(
                output.heads().stream().map(head -> Arrays.toString(head.shape())).toList(),
                this,
                needed));
  }

  /** The extents of an output's only two axes longer than 1. */
  int[] table(Output output) {
    int[] shape = output.shape();
    int from = 0;
    while (shape.length - from > 2 && shape[from] == 1) {
      from++;
    }
    if (output.heads().size() > 1 || shape.length - from != 2) {
      throw unfit(output, "one output of two axes, boxes and their numbers");
    }
    return new int[] {shape[from], shape[from + 1]};
  }

  void requireColumns(int columns, int least) {
    if (columns < least) {
      throw new PamiException(
          "the layout %s needs at least %d numbers a box, but the model's output has %d: choose another layout"
              .formatted(this, least, columns));
    }
  }

  List<Output> heads(Output output) {
    if (output.heads().size() != 2) {
      throw unfit(output, "two outputs, boxes [n, 4] and class scores [n, classes]");
    }
    return output.heads();
  }
}
