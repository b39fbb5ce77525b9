package ai.pami.evaluate.metric;

import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.domain.Region;
import ai.pami.engine.Source;
import ai.pami.image.ImageCopies;
import ai.pami.image.background.Background;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * How far the map is from telling what a change of the input does to the score: the mean over
 * random changes I of (I . map - (f(x) - f(x - I)))^2 (Yeh et al. 2019, "On the (in)fidelity and
 * sensitivity of explanations", definition 2.1). Less is better. A change hides a random square,
 * its side drawn from 1/8 to 1/2 of the shorter side of the input (the paper's "square removal").
 *
 * <p>The literature differs in what a map's value is, see {@link #ofContributions()} and {@link
 * #ofSlopes()}, and in the map's scale, see {@link #scaledBest()}.
 *
 * <p>Squares are drawn from the judged map's seed, the same for all maps of one picture and seed.
 * Costs a model call a square and 2. Undefined if a pixel has no value; scaled best also if the map
 * is 0 in all squares.
 */
public final class Infidelity implements Metric {
  private final String name;
  private final boolean slopes;
  private final boolean scaledBest;
  private final int squares;
  private final Background background;

  private Infidelity(
      String name, boolean slopes, boolean scaledBest, int squares, Background background) {
    if (squares < 1) {
      throw new IllegalArgumentException(squares + " squares");
    }
    this.name = name;
    this.slopes = slopes;
    this.scaledBest = scaledBest;
    this.squares = squares;
    this.background = background;
  }

  /**
   * For maps whose values are what a pixel adds to the score, such as Shapley values, occlusion and
   * gradient times input: I . map is the sum of the values in the square (Captum's maps "multiplied
   * by inputs"). 100 squares over black. Named {@code infidelity}.
   */
  public static Infidelity ofContributions() {
    return new Infidelity("infidelity", false, false, 100, Solid.BLACK);
  }

  /**
   * For maps whose values are slopes, such as gradients: I . map is the sum over the square of
   * value times (red + green + blue of picture less background), colours in 0..1. 100 squares over
   * black. Named {@code infidelity-slopes}.
   */
  public static Infidelity ofSlopes() {
    return new Infidelity("infidelity-slopes", true, false, 100, Solid.BLACK);
  }

  /**
   * The same with the map multiplied by the number that makes the value least, E[(I . map) loss] /
   * E[(I . map)^2], as Captum's "normalize" does: for maps whose scale means nothing. Its name ends
   * in {@code -scaled}.
   */
  public Infidelity scaledBest() {
    return new Infidelity(name + "-scaled", slopes, true, squares, background);
  }

  /** The same of another number of squares, at least 1. */
  public Infidelity withSquares(int squares) {
    return new Infidelity(name, slopes, scaledBest, squares, background);
  }

  /** The same with hidden squares showing another background. */
  public Infidelity withBackground(Background background) {
    return new Infidelity(name, slopes, scaledBest, squares, background);
  }

  /** The same under another name. */
  public Infidelity named(String name) {
    return new Infidelity(name, slopes, scaledBest, squares, background);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public OptionalDouble measure(JudgedMap judged) {
    if (!MapValues.complete(judged.map().values())) {
      return OptionalDouble.empty();
    }
    double[] effects = effects(judged);
    SplittableRandom random = new SplittableRandom(judged.seed());
    double[] told = new double[squares];
    double[] losses;
    try (ImageCopies copies = judged.copies(background)) {
      losses =
          copies.scores(
              squares,
              i -> {
                Region square = square(random, judged.map().domain());
                told[i] = PixelSet.sum(effects, square);
                return square;
              },
              Source.BACKGROUND);
      for (int i = 0; i < squares; i++) {
        losses[i] = judged.inputScore() - losses[i];
      }
    }
    double scale = 1;
    if (scaledBest) {
      double toldTold = 0;
      double toldLoss = 0;
      for (int i = 0; i < squares; i++) {
        toldTold += told[i] * told[i];
        toldLoss += told[i] * losses[i];
      }
      if (!(toldTold > 0)) {
        return OptionalDouble.empty();
      }
      scale = toldLoss / toldTold;
    }
    double sum = 0;
    for (int i = 0; i < squares; i++) {
      double error = scale * told[i] - losses[i];
      sum += error * error;
    }
    return OptionalDouble.of(sum / squares);
  }

  /** What the map says that hiding each pixel takes from the score. */
  private double[] effects(JudgedMap judged) {
    double[] effects = judged.map().values();
    if (slopes) {
      Picture seen = judged.explanation().seen();
      float[] shown = seen.toFloats();
      float[] hidden =
          background.of(seen, Partition.of(seen.domain(), new int[seen.domain().size()]));
      for (int i = 0; i < effects.length; i++) {
        double change = 0;
        for (int c = 3 * i; c < 3 * i + 3; c++) {
          change += (double) shown[c] - hidden[c];
        }
        effects[i] *= change;
      }
    }
    return effects;
  }

  private static Region square(SplittableRandom random, Domain domain) {
    int height = domain.extent(0);
    int width = domain.extent(1);
    int shorter = Math.min(height, width);
    int least = Math.max(1, shorter / 8);
    int side = random.nextInt(least, Math.max(least, shorter / 2) + 1);
    int top = random.nextInt(height - side + 1);
    int left = random.nextInt(width - side + 1);
    int[] spans = new int[2 * side];
    for (int row = 0; row < side; row++) {
      spans[2 * row] = (top + row) * width + left;
      spans[2 * row + 1] = spans[2 * row] + side;
    }
    return Region.ofSpans(spans);
  }
}
