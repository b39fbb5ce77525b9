package ai.pami.signal;

import ai.pami.domain.Domain;
import ai.pami.domain.Partitioner;
import ai.pami.domain.Regions;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.StopReason;
import ai.pami.explanation.UsedRegions;
import ai.pami.method.Evidence;
import ai.pami.method.Layer;
import ai.pami.method.MapWatch;
import ai.pami.method.MethodResult;
import ai.pami.method.PamiMethod;
import ai.pami.method.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The default for signals: PAMI's survey over windows of several sizes, then finer and finer
 * windows where the survey found most.
 *
 * <ol>
 *   <li>Survey. Windows of a quarter, an eighth, ... of the time, of the rows, and of both are each
 *       shown alone and hidden alone; an element's value is the mean over the windows that held it
 *       ({@link Evidence#BOTH}).
 *   <li>Refinement. The first tiles are as long as the finest windows. The tile of the greatest
 *       mean value is cut in two across its longer side, and the parts (along time, a third one
 *       across the cut as well) are asked about in the same way. Each element of the tile gains
 *       what its parts' evidence is above the tile's mean, so that the tile's own mean stays what
 *       it was. The parts are tiles from then on. Several tiles are cut at a time, of every target
 *       in turn, until the calls are used up or nothing is left to cut.
 * </ol>
 *
 * <p>So a burst of a hundredth of the signal is found in a few hundred calls. In the end values are
 * scaled so that the greatest is the survey's, in the unit of the score; standard errors are the
 * survey's, scaled alike.
 *
 * @param budget inputs the model is asked at the most unless the caller says otherwise
 */
public record CoarseToFine(long budget) implements SignalMethod {
  /** Half of the calls are for the survey; a window takes two. */
  private static final int SURVEYS = 4;

  /** Survey windows are never finer than this share of the signal. */
  private static final int FINEST = 64;

  /** How many tiles are cut at a time, for all targets together. */
  private static final int TILES = 4;

  public CoarseToFine {
    if (budget < 3) {
      throw new IllegalArgumentException("a budget of %d calls".formatted(budget));
    }
  }

  /** 500 calls. */
  public static CoarseToFine defaults() {
    return new CoarseToFine(500);
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "pami");
    settings.put("preset", "default");
    settings.put("evidence", Evidence.BOTH.toString());
    return settings;
  }

  @Override
  public long expected(Domain domain, long budget) {
    long all = 2;
    for (SignalWindows windows : survey(domain, budget)) {
      all += 2L * windows.partition(domain).count();
    }
    // Cutting everything down to single elements takes about six calls an element.
    return Math.min(budget, all + 6L * domain.size());
  }

  /** The survey's windows, coarse to fine, as far as the calls allow. */
  private static List<SignalWindows> survey(Domain domain, long budget) {
    int rows = domain.extent(0);
    int times = domain.extent(1);
    long affordable = budget == EngineOptions.NO_BUDGET ? Long.MAX_VALUE : budget / SURVEYS;
    List<SignalWindows> chosen = new ArrayList<>();
    long count = 0;
    for (int share = 4; share <= FINEST; share *= 2) {
      int high = Math.max(1, rows / share);
      int wide = Math.max(1, times / share);
      List<SignalWindows> level = new ArrayList<>();
      level.add(SignalWindows.overTime(wide));
      if (rows > 1) {
        level.add(SignalWindows.overRows(high));
        int coarse = Math.max(1, 2 * rows / share);
        level.add(new SignalWindows(coarse, wide, coarse, Math.max(1, wide / 2)));
      }
      for (SignalWindows windows : level) {
        long more = windows.partition(domain).count();
        boolean first = chosen.isEmpty();
        if (!chosen.contains(windows) && (first || count + more <= affordable)) {
          chosen.add(windows);
          count += more;
        }
      }
    }
    return chosen;
  }

  @Override
  public <S> MethodResult explain(SignalQuestion<S> asked) {
    var question = asked.question();
    Domain domain = asked.domain();
    List<SignalWindows> survey = survey(domain, question.engine().budget());
    MethodResult surveyed = ask(asked, List.copyOf(survey), asked.watch().showing());
    int finest = survey.stream().mapToInt(SignalWindows::times).min().orElseThrow();
    Refinement refined = new Refinement(domain, surveyed.maps(), question.explained(), finest);
    List<UsedRegions> used = new ArrayList<>(surveyed.regions());
    long probes = surveyed.probes();
    StopReason stopped = surveyed.stopped();
    for (int round = 1; stopped == StopReason.COMPLETE; round++) {
      List<Tile> tiles = refined.next(TILES);
      if (tiles.isEmpty()) {
        break;
      }
      Regions parts = refined.parts(tiles);
      String name = "refinement(%d)".formatted(round);
      MethodResult found = ask(asked, List.of(named(name, parts)), MapWatch.none());
      refined.add(tiles, found.maps());
      used.addAll(found.regions());
      probes += found.probes();
      stopped = found.stopped();
    }
    return new MethodResult(refined.maps(), used, probes, stopped);
  }

  private static Partitioner<Domain> named(String name, Regions regions) {
    return new Partitioner<>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Regions partition(Domain domain) {
        return regions;
      }
    };
  }

  private static <S> MethodResult ask(
      SignalQuestion<S> asked, List<Partitioner<Domain>> cuts, MapWatch watch) {
    var question = asked.question();
    var shown = question.baseline().composer();
    View<S> view =
        new View<>(
            "as it is",
            Optional.empty(),
            cuts.stream()
                .map(p -> new Layer<>(p.name(), p.partition(asked.domain()), shown, asked.hiding()))
                .iterator());
    return new PamiMethod<>(
            question.engine(), question.scoring(), question.baseline(), Evidence.BOTH, watch)
        .explain(List.of(view).iterator(), cuts.size());
  }
}
