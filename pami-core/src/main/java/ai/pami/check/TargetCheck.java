package ai.pami.check;

import ai.pami.domain.Prefix;
import ai.pami.domain.Ranking;
import ai.pami.domain.Region;
import ai.pami.engine.Composer;
import ai.pami.engine.Copies;
import ai.pami.engine.Source;
import ai.pami.explanation.ImportanceMap;
import ai.pami.quality.Curves;
import ai.pami.quality.Finding;
import ai.pami.quality.Part;
import ai.pami.quality.Quality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The check of one target's map: what is asked for it, and what comes of the answers. */
final class TargetCheck<S> {
  /** How much of the input is shown of what speaks for a rival, at the most. */
  private static final double RIVAL_SHARE = 0.1;

  /** Against a target speaks what is this share of its greatest importance, at the least. */
  private static final double LEAST_AGAINST = 0.05;

  private final Aim aim;
  private final ImportanceMap map;
  private final Composer<S> composer;
  private final String input;
  private final MapTests tests;
  private final PartSearch sufficient;
  private final PartSearch necessary;
  private final List<double[]> answers = new ArrayList<>();
  private final List<String> unchecked = new ArrayList<>();
  private OrderCurves<S> curves;
  private Region against = Region.none();
  private double[] withoutAgainst;
  private Region forRival = Region.none();
  private double[] withoutForRival;
  private Aim rival;
  private int steps;

  TargetCheck(Aim aim, ImportanceMap map, Composer<S> composer, String input) {
    this.aim = aim;
    this.map = map;
    this.composer = composer;
    this.input = input;
    this.tests = new MapTests(aim, map, input);
    this.sufficient = new PartSearch(map.domain().size(), aim::keeps);
    this.necessary = new PartSearch(map.domain().size(), aim::changes);
  }

  Aim aim() {
    return aim;
  }

  /** Notes why something could not be said. */
  void unchecked(String sentence) {
    unchecked.add(sentence);
  }

  /** Takes part in the first round with its curves and what speaks against it. */
  void begin(CheckPlan plan, Copies<S> copies) {
    if (tests.isFlat()) {
      unchecked.add(
          "Its order, and the parts that suffice or are needed: a flat map has no order.");
      return;
    }
    steps = plan.search();
    curves = new OrderCurves<>(aim, map, plan.shares(), plan.randomOrders());
    curves.addTo(copies, composer, sufficient, necessary);
    against = againstRegion();
    if (plan.against() > 0 && !against.isEmpty()) {
      copies.add(composer, against, Source.BACKGROUND, scores -> withoutAgainst = scores);
    }
  }

  /** Takes part with what speaks for the strongest other class. */
  void beginRival(CheckPlan plan, Copies<S> copies, Aim rival, ImportanceMap rivalMap) {
    this.rival = rival;
    forRival = regionForRival(rivalMap);
    if (plan.against() > 0 && !forRival.isEmpty()) {
      copies.add(composer, forRival, Source.BACKGROUND, scores -> withoutForRival = scores);
    }
  }

  /** Hears of any answer that was given. */
  void heard(double[] scores) {
    answers.add(scores);
  }

  /** Adds the next copies of the two searches; false if there are none. */
  boolean search(Copies<S> copies) {
    boolean asked = false;
    if (curves != null && steps > 0 && !aim.backgroundKeeps()) {
      asked |= step(copies, sufficient, Source.INPUT);
    }
    if (curves != null && steps > 0 && aim.backgroundChanges()) {
      asked |= step(copies, necessary, Source.BACKGROUND);
    }
    return asked;
  }

  private boolean step(Copies<S> copies, PartSearch search, Source shown) {
    OptionalInt next = search.next();
    if (next.isEmpty()) {
      return false;
    }
    steps--;
    int length = next.getAsInt();
    copies.add(
        composer, Prefix.of(curves.order(), length), shown, scores -> search.learn(length, scores));
    return true;
  }

  /** What is known in the end. */
  Quality quality(Optional<Finding> backgrounds, Optional<Finding> failure) {
    List<Finding> findings = new ArrayList<>();
    findings.add(tests.score());
    findings.add(tests.flat());
    tests.coverage().ifPresent(findings::add);
    Optional<Curves> measured = curves == null ? Optional.empty() : curves.curves();
    measured.map(tests::order).ifPresent(findings::add);
    tests.sameClass(answers).ifPresent(findings::add);
    backgrounds.ifPresent(findings::add);
    failure.ifPresent(findings::add);
    return new Quality(
        findings,
        unchecked,
        measured,
        sufficientPart(),
        necessaryPart(),
        againstPart(),
        rivalPart());
  }

  private Optional<Part> sufficientPart() {
    if (curves == null) {
      return Optional.empty();
    }
    if (aim.backgroundKeeps()) {
      unchecked.add(
          "The smallest part that suffices: the bare background alone %s."
              .formatted(aim.keepsInWords()));
      return Optional.empty();
    }
    Optional<Part> part = part(sufficient, "Alone it %s: %s of %s.", aim.keepsInWords());
    if (part.isEmpty()) {
      unchecked.add(
          "The smallest part that suffices: none that was asked, short of the whole %s, %s."
              .formatted(input, aim.keepsInWords()));
    }
    return part;
  }

  private Optional<Part> necessaryPart() {
    if (curves == null) {
      return Optional.empty();
    }
    if (!aim.backgroundChanges()) {
      unchecked.add(
          "The smallest part that is needed: not even hiding the whole %s %s."
              .formatted(input, aim.changesInWords()));
      return Optional.empty();
    }
    Optional<Part> part = part(necessary, "Hiding it %s: %s remains of %s.", aim.changesInWords());
    if (part.isEmpty()) {
      unchecked.add(
          "The smallest part that is needed: hiding none that was asked, short of the whole %s, %s."
              .formatted(input, aim.changesInWords()));
    }
    return part;
  }

  private Optional<Part> part(PartSearch search, String sentence, String does) {
    double size = map.domain().size();
    return search
        .found()
        .map(
            found -> {
              double score = search.scores(found.length())[aim.index()];
              return new Part(
                  beginning(curves.order(), found.length()),
                  found.length() / size,
                  score,
                  found.tooShort() / size,
                  sentence.formatted(does, Words.number(score), Words.number(aim.score())));
            });
  }

  private Optional<Part> againstPart() {
    if (withoutAgainst == null) {
      return Optional.empty();
    }
    double score = withoutAgainst[aim.index()];
    boolean better = aim.direction() * (score - aim.score()) > 0;
    return Optional.of(
        new Part(
            against,
            (double) against.size() / map.domain().size(),
            score,
            0,
            (better
                    ? "Hiding it moves the score from %s to %s."
                    : "The map has it that this speaks against the target, but hiding it does not help: from %s to %s.")
                .formatted(Words.number(aim.score()), Words.number(score))));
  }

  private Optional<Part> rivalPart() {
    if (withoutForRival == null) {
      return Optional.empty();
    }
    double score = withoutForRival[rival.index()];
    return Optional.of(
        new Part(
            forRival,
            (double) forRival.size() / map.domain().size(),
            score,
            0,
            "Hiding what speaks more for %s than for %s moves %s from %s to %s and %s from %s to %s."
                .formatted(
                    rival.target().label(),
                    aim.target().label(),
                    rival.target().label(),
                    Words.number(rival.score()),
                    Words.number(score),
                    aim.target().label(),
                    Words.number(aim.score()),
                    Words.number(withoutForRival[aim.index()]))));
  }

  /** Where importance is negative, beyond twice its error where that is known. */
  private Region againstRegion() {
    double greatest = Math.max(Math.abs(map.min()), Math.abs(map.max()));
    BitSet elements = new BitSet(map.domain().size());
    for (int i = 0; i < map.domain().size(); i++) {
      double value = -aim.direction() * map.value(i);
      double error = map.standardError(i);
      double least = LEAST_AGAINST * greatest;
      elements.set(i, value > (Double.isNaN(error) ? least : Math.max(least, 2 * error)));
    }
    return region(elements);
  }

  /** What is most important for the rival less for the target, if for the rival at all. */
  private Region regionForRival(ImportanceMap rivalMap) {
    double[] more = new double[map.domain().size()];
    for (int i = 0; i < more.length; i++) {
      more[i] = rivalMap.value(i) - map.value(i);
    }
    Ranking order = Ranking.descending(more);
    BitSet elements = new BitSet(more.length);
    for (int rank = 0; rank < Math.max(1, RIVAL_SHARE * more.length); rank++) {
      int element = order.element(rank);
      elements.set(element, more[element] > 0 && rivalMap.value(element) > 0);
    }
    return region(elements);
  }

  private static Region beginning(Ranking order, int length) {
    BitSet elements = new BitSet(order.size());
    for (int rank = 0; rank < length; rank++) {
      elements.set(order.element(rank));
    }
    return region(elements);
  }

  private static Region region(BitSet elements) {
    int[] spans = new int[2 * elements.cardinality()];
    int n = 0;
    for (int from = elements.nextSetBit(0); from >= 0; from = elements.nextSetBit(from)) {
      spans[n++] = from;
      from = elements.nextClearBit(from);
      spans[n++] = from;
    }
    return Region.ofSpans(Arrays.copyOf(spans, n));
  }
}
