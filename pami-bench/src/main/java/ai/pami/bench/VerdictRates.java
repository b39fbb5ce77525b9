package ai.pami.bench;

import ai.pami.check.QualityCheck;
import ai.pami.domain.Domain;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.Source;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageQuestion;
import ai.pami.image.Preprocessing;
import ai.pami.image.background.MeanColour;
import ai.pami.image.picture.Picture;
import ai.pami.model.Output;
import ai.pami.model.TensorModel;
import ai.pami.onnx.OnnxModel;
import ai.pami.quality.Finding;
import ai.pami.quality.Quality;
import ai.pami.quality.Verdict;
import ai.pami.target.Targets;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * How often maps get each verdict: maps of a real model on pictures that it gets right, which
 * should be reliable, and maps that say nothing, which must not be.
 *
 * <pre>{@code
 * java -cp "pami-bench/target/benchmarks.jar:pami-bench/target/lib/*" ai.pami.bench.VerdictRates \
 *   MODEL PREPROCESSING BOXES.csv IMAGES [BUDGET...]
 * }</pre>
 *
 * BOXES.csv has columns image and class_index, as in the evaluation data; the budgets are those of
 * the maps, and the check has a tenth of them. Without a budget they are 60, 250, 600, 1000 and
 * 2500.
 */
public final class VerdictRates {
  private static final long[] BUDGETS = {60, 250, 600, 1000, 2500};

  private static final int IMAGENET = 1000;

  private final Preprocessing preprocessing;
  private final long[] budgets;

  /** By kind of map and budget: how often each verdict. */
  private final Map<String, Map<Long, Map<Verdict, Integer>>> rates = new LinkedHashMap<>();

  private final Map<String, Map<Finding.Kind, Integer>> reasons = new LinkedHashMap<>();

  private VerdictRates(Preprocessing preprocessing, long[] budgets) {
    this.preprocessing = preprocessing;
    this.budgets = budgets;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 4) {
      throw new IllegalArgumentException("give MODEL PREPROCESSING BOXES.csv IMAGES [BUDGET...]");
    }
    long[] budgets = Arrays.stream(arguments).skip(4).mapToLong(Long::parseLong).toArray();
    VerdictRates rates =
        new VerdictRates(
            Preprocessing.preset(arguments[1]), budgets.length == 0 ? BUDGETS : budgets);
    try (OnnxModel model = OnnxModel.open(Path.of(arguments[0]))) {
      rates.measure(model, Path.of(arguments[2]), Path.of(arguments[3]));
    }
    rates.print(System.out);
  }

  private void measure(OnnxModel model, Path boxes, Path images) throws IOException {
    double[] other = null;
    SplittableRandom random = new SplittableRandom(1);
    for (var labelled : labelled(boxes).entrySet()) {
      Picture picture = Picture.read(images.resolve(labelled.getKey()));
      ImageExplainer explainer = ImageExplainer.of(model, preprocessing);
      // Some models of ImageNet have a class for the background before the thousand.
      int shift = explainer.answer(picture).size() == IMAGENET + 1 ? 1 : 0;
      Targets right = Targets.index(labelled.getValue() + shift);
      int unlikely = random.nextInt(900);
      try (ImageQuestion question = explainer.question(picture, right.and(Targets.top(1)))) {
        if (question.scoring().targets().size() > 1) {
          continue; // the model gets it wrong
        }
      }
      double[] map = null;
      for (long budget : budgets) {
        ImageExplanation explained =
            explainer.budget(budget).explain(picture, right.and(Targets.index(unlikely)));
        map = explained.map(0).values();
        judge("right picture", explainer, picture, right, explained.map(0), budget);
        judge(
            "class of almost no score",
            explainer,
            picture,
            Targets.index(unlikely),
            explained.map(1),
            budget);
        Domain domain = explained.explanation().domain();
        judge(
            "pixels shuffled",
            explainer,
            picture,
            right,
            of(domain, shuffled(map, random)),
            budget);
        judge("noise, 5 cells a side", explainer, picture, right, noise(domain, 5, random), budget);
        judge(
            "noise, 10 cells a side", explainer, picture, right, noise(domain, 10, random), budget);
        judge(
            "upside down in value",
            explainer,
            picture,
            right,
            of(domain, each(map, v -> -v)),
            budget);
        if (other != null) {
          judge("another picture's map", explainer, picture, right, of(domain, other), budget);
        }
        whole("almost blank picture", explainer, blank(picture, random), budget);
        whole("constant model", ImageExplainer.of(constant(), preprocessing), picture, budget);
        whole("model that rolls dice", ImageExplainer.of(dice(), preprocessing), picture, budget);
      }
      other = map;
    }
  }

  private static Map<String, Integer> labelled(Path boxes) throws IOException {
    List<String> lines = Files.readAllLines(boxes);
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", 3);
      if (cells[1].matches("\\d+")) {
        classes.put(cells[0], Integer.parseInt(cells[1]));
      }
    }
    return classes;
  }

  /** A picture explained by the model itself, the map being what comes of it. */
  private void whole(String kind, ImageExplainer explainer, Picture picture, long budget) {
    ImportanceMap map =
        explainer.budget(Math.min(budget, 250)).explain(picture, Targets.top(1)).map(0);
    judge(kind, explainer, picture, Targets.top(1), map, budget);
  }

  private void judge(
      String kind,
      ImageExplainer explainer,
      Picture picture,
      Targets target,
      ImportanceMap map,
      long budget) {
    try (ImageQuestion question = explainer.question(picture, target)) {
      ProbeEngine<ByteBuffer> engine = question.engine();
      var composer = question.baseline().composer();
      Output input = question.scoring().activation().of(engine.whole(composer, Source.INPUT));
      Output bare = question.scoring().activation().of(engine.whole(composer, Source.BACKGROUND));
      Picture seen = question.picture();
      var whole = ai.pami.domain.Partition.of(seen.domain(), new int[seen.domain().size()]);
      Quality quality =
          new QualityCheck<>(
                  composer,
                  question.scoring(),
                  input,
                  bare,
                  question.composer(seen, MeanColour.ofPicture(), whole),
                  "mean",
                  "picture")
              .check(engine, List.of(map), 1, (int) (budget / 10), "a tenth of the map's")
              .get(0);
      rates
          .computeIfAbsent(kind, k -> new LinkedHashMap<>())
          .computeIfAbsent(budget, b -> new EnumMap<>(Verdict.class))
          .merge(quality.verdict(), 1, Integer::sum);
      for (Finding reason : quality.reasons()) {
        reasons
            .computeIfAbsent(kind, k -> new EnumMap<>(Finding.Kind.class))
            .merge(reason.kind(), 1, Integer::sum);
      }
    }
  }

  private static ImportanceMap of(Domain domain, double[] values) {
    return ImportanceMap.of(domain, values);
  }

  private static double[] each(double[] values, DoubleUnaryOperator change) {
    return Arrays.stream(values).map(change).toArray();
  }

  private static double[] shuffled(double[] values, SplittableRandom random) {
    double[] shuffled = values.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double kept = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = kept;
    }
    return shuffled;
  }

  /** Random heights at the corners of so many cells a side, bilinear between. */
  private static ImportanceMap noise(Domain domain, int cells, SplittableRandom random) {
    double[] corners = random.doubles((long) (cells + 1) * (cells + 1)).toArray();
    double[] values = new double[domain.size()];
    int width = domain.extent(1);
    for (int i = 0; i < values.length; i++) {
      int row = i / width;
      int column = i % width;
      double x = 1.0 * column * cells / width;
      double y = 1.0 * row * cells / domain.extent(0);
      int at = ((int) y) * (cells + 1) + (int) x;
      double u = x - (int) x;
      double v = y - (int) y;
      values[i] =
          (1 - v) * ((1 - u) * corners[at] + u * corners[at + 1])
              + v * ((1 - u) * corners[at + cells + 1] + u * corners[at + cells + 2]);
    }
    return of(domain, values);
  }

  /** Grey, give or take 2 of 255. */
  private static Picture blank(Picture like, SplittableRandom random) {
    byte[] rgb = new byte[3 * like.width() * like.height()];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (126 + random.nextInt(5));
    }
    return Picture.of(like.width(), like.height(), rgb);
  }

  private static TensorModel constant() {
    return new AnswerModel("constant", input -> new float[] {0.7f, 0.2f, 0.1f});
  }

  /** Scores that follow from the input, but from nothing in it that could be seen. */
  private static TensorModel dice() {
    return new AnswerModel(
        "dice",
        input -> {
          SplittableRandom random = new SplittableRandom(input.duplicate().rewind().hashCode());
          double[] dice = random.doubles(5).toArray();
          double sum = Arrays.stream(dice).sum();
          float[] scores = new float[dice.length];
          for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) (dice[i] / sum);
          }
          return scores;
        });
  }

  private void print(PrintStream out) {
    for (var kind : rates.entrySet()) {
      out.printf(Locale.ROOT, "%-26s", kind.getKey());
      for (var one : kind.getValue().entrySet()) {
        out.printf(
            Locale.ROOT,
            " | %5d: %s",
            one.getKey(),
            Arrays.stream(Verdict.values())
                .map(v -> String.format(Locale.ROOT, "%2d", one.getValue().getOrDefault(v, 0)))
                .collect(Collectors.joining(" ")));
      }
      out.println();
      List<String> why = new ArrayList<>();
      reasons.getOrDefault(kind.getKey(), Map.of()).forEach((k, n) -> why.add(n + " " + k));
      out.println("    reasons: " + String.join(", ", why));
    }
    out.println("each budget: reliable weak unreliable");
  }
}
