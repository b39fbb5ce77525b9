package ai.pami.detection;

import ai.pami.model.Output;
import java.util.Arrays;
import java.util.List;

/**
 * All boxes of an answer, read where they lie. Reading one makes no copy of the others, since an
 * answer may hold many thousand.
 */
abstract class RawBoxes {
  private final int count;
  private final int classes;

  RawBoxes(int count, int classes) {
    this.count = count;
    this.classes = classes;
  }

  int count() {
    return count;
  }

  int classes() {
    return classes;
  }

  abstract Box box(int index);

  /** How sure the detector is that there is any object, 0..1. */
  abstract double objectness(int index);

  /** The number the detector gives a class. */
  abstract double probability(int index, int classIndex);

  /** The probability that the box holds an object of a class, 0..1. */
  double confidence(int index, int classIndex) {
    return probability(index, classIndex);
  }

  /**
   * Boxes by their middles.
   *
   * @param boxStride numbers from one box to the next
   * @param stride numbers from one number of a box to its next
   * @param firstClass which of a box's numbers is the first class
   * @param objectness which of a box's numbers is that, or -1: the highest class then
   */
  static RawBoxes centred(
      Output output,
      int count,
      int boxStride,
      int stride,
      int firstClass,
      int classes,
      int objectness) {
    return new RawBoxes(count, classes) {
      private double number(int index, int which) {
        return output.get(index * boxStride + which * stride);
      }

      @Override
      Box box(int index) {
        return Box.ofCentre(number(index, 0), number(index, 1), number(index, 2), number(index, 3));
      }

      @Override
      double objectness(int index) {
        if (objectness >= 0) {
          return number(index, objectness);
        }
        double highest = 0;
        for (int c = 0; c < classes; c++) {
          highest = Math.max(highest, number(index, firstClass + c));
        }
        return highest;
      }

      @Override
      double probability(int index, int classIndex) {
        return number(index, firstClass + classIndex);
      }

      @Override
      double confidence(int index, int classIndex) {
        return (objectness >= 0 ? number(index, objectness) : 1) * probability(index, classIndex);
      }
    };
  }

  /**
   * Boxes in one head, their classes in the other, whichever comes first.
   *
   * @param logits whether the classes need a softmax, boxes go by their middles and "nothing" is
   *     the last class; else it is the first
   */
  static RawBoxes ofHeads(
      List<Output> heads, boolean logits, boolean nothingFirst, BoxLayout layout) {
    int[] first = layout.table(heads.get(0));
    boolean boxesFirst = first[1] == 4 && layout.table(heads.get(1))[1] != 4;
    Output boxes = heads.get(boxesFirst ? 0 : 1);
    Output scores = heads.get(boxesFirst ? 1 : 0);
    int[] shape = layout.table(scores);
    if (layout.table(boxes)[1] != 4 || layout.table(boxes)[0] != shape[0] || shape[1] < 2) {
      throw layout.unfit(
          Output.joined(heads), "boxes [n, 4] and class scores [n, classes] of as many boxes");
    }
    int columns = shape[1];
    double[] sums = logits ? softmaxSums(scores, shape[0], columns) : new double[0];
    int nothing = nothingFirst ? 0 : columns - 1;
    return new RawBoxes(shape[0], columns - 1) {
      private double score(int index, int column) {
        double value = scores.get(index * columns + column);
        return logits ? Math.exp(value) / sums[index] : value;
      }

      @Override
      Box box(int index) {
        double[] b = new double[4];
        Arrays.setAll(b, i -> boxes.get(4 * index + i));
        return logits ? Box.ofCentre(b[0], b[1], b[2], b[3]) : new Box(b[0], b[1], b[2], b[3]);
      }

      @Override
      double objectness(int index) {
        return 1 - score(index, nothing);
      }

      @Override
      double probability(int index, int classIndex) {
        return score(index, nothingFirst ? classIndex + 1 : classIndex);
      }
    };
  }

  private static double[] softmaxSums(Output scores, int rows, int columns) {
    double[] sums = new double[rows];
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < columns; c++) {
        sums[row] += Math.exp(scores.get(row * columns + c));
      }
    }
    return sums;
  }
}
