package ai.pami.evaluate.method;

import ai.pami.domain.SoftMask;
import ai.pami.engine.Composer;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.explanation.UsedRegions;
import ai.pami.image.ImageMethod;
import ai.pami.image.ImageQuestion;
import ai.pami.image.background.Background;
import ai.pami.image.background.Solid;
import ai.pami.method.MethodResult;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * RISE: the picture is shown through random soft masks, and a pixel's importance is the mean score
 * of the masks, each weighted by how much of the pixel it showed: {@code S(i) = 1 / (N p) * sum of
 * f(x * m) m(i)}.
 *
 * <p>Petsiuk, Das, Saenko, "RISE: Randomized Input Sampling for Explanation of Black-box Models",
 * BMVC 2018, equation 6, arXiv 1806.07421; masks as in the authors' code, down to the border of the
 * enlarged grid. Costs a call a mask.
 *
 * <p>The authors multiply the normalised tensor with the mask, so that a hidden pixel shows the
 * colour that becomes 0: for ImageNet's usual normalisations {@link Solid#IMAGENET_MEAN}, the
 * default here. For a model with another normalisation give its own mean colour as the background.
 *
 * @param masks how many, at least 1
 * @param cells s, cells a side of a mask's grid, at least 1
 * @param probability p, that a cell shows the picture, above 0 and at most 1
 * @param division what the weighted sum of scores is divided by
 * @param seed of the masks
 * @param background what hidden pixels show
 */
public record Rise(
    long masks, int cells, double probability, Division division, long seed, Background background)
    implements ImageMethod {

  /** What the weighted sum of scores is divided by. */
  public enum Division {
    /** N p, the expected sum of shares: the authors' code. */
    EXPECTED,
    /** The sum of the shares that masks showed of the pixel: less noise for few masks. */
    COVERAGE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Rise {
    if (masks < 1
        || cells < 1
        || cells > 1000
        || !(probability > 0 && probability <= 1)
        || masks > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "rise(masks=%d, cells=%d, probability=%s) is out of range"
              .formatted(masks, cells, probability));
    }
    Objects.requireNonNull(division, "division");
    Objects.requireNonNull(background, "background");
  }

  /** 4,000 masks of 7x7 cells, each shown with probability 0.5; divided by N p. */
  public static Rise defaults() {
    return new Rise(4000, 7, 0.5, Division.EXPECTED, 0, Solid.IMAGENET_MEAN);
  }

  public Rise withMasks(long masks) {
    return new Rise(masks, cells, probability, division, seed, background);
  }

  public Rise withCells(int cells) {
    return new Rise(masks, cells, probability, division, seed, background);
  }

  public Rise withProbability(double probability) {
    return new Rise(masks, cells, probability, division, seed, background);
  }

  public Rise withDivision(Division division) {
    return new Rise(masks, cells, probability, division, seed, background);
  }

  public Rise withSeed(long seed) {
    return new Rise(masks, cells, probability, division, seed, background);
  }

  /** The same with so many masks. */
  public Rise withCalls(long calls) {
    return withMasks(calls);
  }

  @Override
  public Rise withBackground(Background background) {
    return new Rise(masks, cells, probability, division, seed, background);
  }

  @Override
  public long budget() {
    return masks + 2;
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "rise");
    settings.put("masks", Long.toString(masks));
    settings.put("cells", Integer.toString(cells));
    settings.put("probability", Double.toString(probability));
    settings.put("division", division.toString());
    settings.put("seed", Long.toString(seed));
    settings.put("background", background.name());
    return settings;
  }

  @Override
  public MethodResult explain(ImageQuestion question) {
    Composer<ByteBuffer> composer = question.baseline().composer();
    RiseMasks random = new RiseMasks(composer.domain(), cells, probability, seed);
    SoftSum sum = new SoftSum(composer.domain(), question.scoring().targets().size());
    StopReason stopped =
        question
            .engine()
            .ask(
                new MaskProbes(composer, Source.INPUT, masks, i -> random.next()),
                question.scoring(),
                (probe, scores) -> sum.add(((SoftMask) probe.mask()).shares(), scores));
    String name = "rise(cells=%d, probability=%s, seed=%d)".formatted(cells, probability, seed);
    return new MethodResult(
        division == Division.EXPECTED ? sum.perExpectedShare(probability) : sum.perShare(),
        List.of(new UsedRegions(name, "as it is", (int) masks, Optional.empty())),
        sum.masks(),
        stopped);
  }
}
