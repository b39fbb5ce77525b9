package ai.pami.signal;

import ai.pami.domain.Domain;
import ai.pami.domain.Region;
import ai.pami.domain.Regions;
import ai.pami.explanation.ImportanceMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Maps that get finer where they are greatest; see {@link CoarseToFine}. */
final class Refinement {
  private final Domain domain;
  private final List<ImportanceMap> surveyed;
  private final double[][] values;
  private final int[] coverage;
  private final int explained;
  private final Set<Tile> open = new HashSet<>();

  /**
   * @param surveyed a map a target
   * @param explained how many of the targets say where to look closer
   * @param wide times of the survey's finest windows: the first tiles are as long, all rows in each
   */
  Refinement(Domain domain, List<ImportanceMap> surveyed, int explained, int wide) {
    this.domain = domain;
    this.surveyed = surveyed;
    this.explained = explained;
    this.values = surveyed.stream().map(ImportanceMap::values).toArray(double[][]::new);
    this.coverage = new int[domain.size()];
    for (int e = 0; e < coverage.length; e++) {
      coverage[e] = surveyed.get(0).coverage(e);
    }
    int times = domain.extent(1);
    for (int from = 0; from < times; from += wide) {
      open.add(new Tile(0, domain.extent(0), from, (int) Math.min((long) from + wide, times)));
    }
    open.removeIf(Tile::isElement);
  }

  /** The tiles to cut next: those of the greatest mean values, of each target in turn. */
  List<Tile> next(int count) {
    List<Tile> chosen = new ArrayList<>();
    for (int i = 0; i < count && !open.isEmpty(); i++) {
      double[] map = values[i % explained];
      Tile best = null;
      double most = 0;
      for (Tile tile : open) {
        double mean = mean(map, tile);
        if (best == null || mean > most || (mean == most && isBefore(tile, best))) {
          best = tile;
          most = mean;
        }
      }
      open.remove(best);
      chosen.add(best);
    }
    return chosen;
  }

  private static boolean isBefore(Tile a, Tile b) {
    return a.top() < b.top() || (a.top() == b.top() && a.from() < b.from());
  }

  private double mean(double[] map, Tile tile) {
    double sum = 0;
    for (int row = tile.top(); row < tile.bottom(); row++) {
      for (int t = tile.from(); t < tile.to(); t++) {
        sum += map[row * domain.extent(1) + t];
      }
    }
    return sum / ((tile.bottom() - tile.top()) * (tile.to() - tile.from()));
  }

  /** What is asked about these tiles. */
  Regions parts(List<Tile> tiles) {
    List<Region> regions =
        tiles.stream()
            .flatMap(tile -> tile.parts(domain).stream())
            .map(part -> part.region(domain))
            .toList();
    return new Regions() {
      @Override
      public Domain domain() {
        return domain;
      }

      @Override
      public int count() {
        return regions.size();
      }

      @Override
      public Region region(int index) {
        return regions.get(index);
      }
    };
  }

  /**
   * Takes in what was found about the tiles' parts. A tile whose parts were not all asked about
   * stays as it is.
   *
   * @param found the mean evidence of the parts, a map a target
   */
  void add(List<Tile> tiles, List<ImportanceMap> found) {
    for (Tile tile : tiles) {
      double[] profile = found.get(0).values();
      if (Double.isNaN(mean(profile, tile))) {
        continue;
      }
      for (int k = 0; k < values.length; k++) {
        add(values[k], found.get(k).values(), tile);
      }
      for (int row = tile.top(); row < tile.bottom(); row++) {
        for (int t = tile.from(); t < tile.to(); t++) {
          int e = row * domain.extent(1) + t;
          coverage[e] += found.get(0).coverage(e);
        }
      }
      tile.halves(domain).stream().filter(half -> !half.isElement()).forEach(open::add);
    }
  }

  private void add(double[] map, double[] profile, Tile tile) {
    double mean = mean(profile, tile);
    for (int row = tile.top(); row < tile.bottom(); row++) {
      for (int t = tile.from(); t < tile.to(); t++) {
        int e = row * domain.extent(1) + t;
        map[e] += profile[e] - mean;
      }
    }
  }

  /**
   * The maps as they are now. Each is scaled so that its greatest value is the survey's, as what
   * many refinements of one place add up to is no score; standard errors likewise.
   */
  List<ImportanceMap> maps() {
    List<ImportanceMap> maps = new ArrayList<>();
    for (int k = 0; k < values.length; k++) {
      ImportanceMap survey = surveyed.get(k);
      double scale = Math.min(1, largest(survey.values()) / largest(values[k]));
      double[] scaled = new double[domain.size()];
      double[] errors = new double[domain.size()];
      for (int e = 0; e < errors.length; e++) {
        scaled[e] = scale * values[k][e];
        errors[e] = scale * survey.standardError(e);
      }
      maps.add(ImportanceMap.of(domain, scaled, errors, coverage));
    }
    return maps;
  }

  private static double largest(double[] values) {
    double largest = Double.MIN_NORMAL;
    for (double value : values) {
      largest = Math.max(largest, Double.isNaN(value) ? 0 : Math.abs(value));
    }
    return largest;
  }
}
