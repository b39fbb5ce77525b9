package ai.pami.method;

import ai.pami.domain.Region;
import ai.pami.engine.Composer;
import ai.pami.engine.Probes;
import ai.pami.engine.Source;
import ai.pami.engine.StopReason;
import ai.pami.explanation.UsedRegions;
import ai.pami.method.PamiMethod.PamiProbe;
import ai.pami.method.PamiMethod.PamiProbe.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The probes of PAMI: view by view, layer by layer; within a layer first all regions kept, then all
 * dropped, so that a slot's base changes once a layer.
 */
final class PamiProbes<S> implements Probes<PamiProbe<S>> {
  private final Iterator<View<S>> views;
  private final int layers;
  private final Evidence evidence;
  private final List<UsedRegions> used = new ArrayList<>();
  private final Deque<Role> roles = new ArrayDeque<>();
  private Composer<S> known;
  private View<S> view;
  private Layer<S> layer;
  private int nextRegion;
  private long expectedSoFar;
  private final boolean looksAfterLayers;
  private final long later;
  private boolean waits;
  private boolean settled;

  /**
   * @param later how many probes others will ask after these, for progress
   * @param looksAfterLayers whether to go on after a layer only once {@link #looked} was called
   */
  PamiProbes(
      Iterator<View<S>> views,
      int layers,
      Evidence evidence,
      Composer<S> known,
      long later,
      boolean looksAfterLayers) {
    this.views = views;
    this.layers = layers;
    this.evidence = evidence;
    this.known = known;
    this.looksAfterLayers = looksAfterLayers;
    this.later = later;
  }

  @Override
  public Optional<PamiProbe<S>> next() {
    while (roles.isEmpty()) {
      if (waits || settled || !nextLayer()) {
        return Optional.empty();
      }
    }
    Role role = roles.peek();
    if (role == Role.INPUT || role == Role.BACKGROUND) {
      roles.remove();
      return Optional.of(whole(role));
    }
    Region region = layer.regions().region(nextRegion++);
    if (nextRegion == layer.regions().count()) {
      nextRegion = 0;
      roles.remove();
    }
    Source shown = role == Role.KEEP ? Source.INPUT : Source.BACKGROUND;
    boolean looks = roles.isEmpty() && (view.toDomain().isEmpty() || !view.layers().hasNext());
    waits = looks && looksAfterLayers;
    Composer<S> composer = role == Role.KEEP ? layer.composer() : layer.hiding();
    return Optional.of(new PamiProbe<>(composer, region, shown, role, view, looks));
  }

  private PamiProbe<S> whole(Role role) {
    Source shown = role == Role.INPUT ? Source.INPUT : Source.BACKGROUND;
    Region all = Region.all(layer.composer().domain());
    return new PamiProbe<>(layer.composer(), all, shown, role, view, false);
  }

  private boolean nextLayer() {
    while (view == null || !view.layers().hasNext()) {
      if (!views.hasNext()) {
        return false;
      }
      view = views.next();
    }
    layer = view.layers().next();
    if (!layer.regions().domain().equals(layer.composer().domain())) {
      throw new IllegalArgumentException(
          "%s cuts up %s, but the input has %s elements"
              .formatted(layer.name(), layer.regions().domain(), layer.composer().domain()));
    }
    int count = layer.regions().count();
    used.add(
        new UsedRegions(
            layer.name(),
            view.name(),
            count,
            view.toDomain().isEmpty() ? Optional.of(layer.regions()) : Optional.empty()));
    if (evidence != Evidence.KEEP && layer.composer() != known) {
      known = layer.composer();
      roles.add(Role.INPUT);
      roles.add(Role.BACKGROUND);
    }
    if (evidence.keeps()) {
      roles.add(Role.KEEP);
      expectedSoFar += count;
    }
    if (evidence.drops()) {
      roles.add(Role.DROP);
      expectedSoFar += count;
    }
    return true;
  }

  @Override
  public boolean waits() {
    return waits;
  }

  @Override
  public int atATime() {
    return waits ? layer.regions().count() : 0;
  }

  /** Goes on, or ends, after a probe that said to look. */
  void looked(boolean settled) {
    this.waits = false;
    this.settled = settled;
  }

  @Override
  public StopReason end() {
    return settled ? StopReason.SETTLED : StopReason.COMPLETE;
  }

  @Override
  public long expected() {
    long own = used.isEmpty() ? 0 : expectedSoFar * Math.max(layers, used.size()) / used.size();
    return own + later;
  }

  /** How the input was cut up so far. */
  List<UsedRegions> used() {
    return List.copyOf(used);
  }
}
