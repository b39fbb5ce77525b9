package ai.pami.quality;

import java.util.List;

/**
 * A score on the way from one copy of the input to another, as ever more elements are changed.
 *
 * @param shares of the elements changed, ascending from 0 to 1
 * @param scores there
 */
public record ScoreCurve(List<Double> shares, List<Double> scores) {
  public ScoreCurve {
    shares = List.copyOf(shares);
    scores = List.copyOf(scores);
    if (shares.size() != scores.size() || shares.size() < 2) {
      throw new IllegalArgumentException(
          "a curve of %d shares and %d scores".formatted(shares.size(), scores.size()));
    }
  }

  /** The area under the curve, straight between the points. */
  public double area() {
    double area = 0;
    for (int i = 1; i < shares.size(); i++) {
      area += (shares.get(i) - shares.get(i - 1)) * (scores.get(i) + scores.get(i - 1)) / 2;
    }
    return area;
  }
}
