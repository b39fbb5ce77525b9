package ai.pami.evaluate.study;

import ai.pami.engine.EngineOptions;
import ai.pami.engine.Progress;
import ai.pami.image.ImageMethod;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells how much of a picture is done and how long a study will take. A method takes as long as it
 * took for the pictures before, judging included; until there is one, as long as its calls take at
 * the pace of all calls so far.
 */
final class Pace {
  /** For methods that don't say how much they will ask, where none says so. */
  private static final long USUAL_CALLS = 1000;

  /** What the maps of one method took. */
  private static final class Spent {
    private double seconds;
    private int maps;
  }

  private final Map<String, Double> calls = new HashMap<>();
  private final Map<String, Spent> spent = new HashMap<>();
  private final Map<String, Integer> open = new HashMap<>();
  private final Deque<String> coming = new ArrayDeque<>();
  private double seconds;
  private double answered;
  private int right;
  private int seen;

  // The picture and the method under way.
  private double finished;
  private long began;
  private double under;

  Pace(Map<String, ImageMethod> methods) {
    double usual =
        methods.values().stream()
            .mapToLong(ImageMethod::budget)
            .filter(budget -> budget < EngineOptions.NO_BUDGET)
            .average()
            .orElse(USUAL_CALLS);
    methods.forEach(
        (name, method) -> {
          boolean says = method.budget() < EngineOptions.NO_BUDGET;
          calls.put(name, says ? method.budget() : usual);
          spent.put(name, new Spent());
        });
  }

  /** A picture that will be explained by these methods. */
  void expect(Collection<String> methods) {
    methods.forEach(method -> open.merge(method, 1, Integer::sum));
  }

  /** Such a picture is read. */
  void beginPicture(Collection<String> methods) {
    methods.forEach(method -> open.merge(method, -1, Integer::sum));
    coming.clear();
    coming.addAll(methods);
    finished = 0;
    under = 0;
    began = 0;
  }

  /** It is explained by the next of its methods. */
  void beginMethod() {
    began = System.nanoTime();
    under = 0;
  }

  /** The method has asked so much by now. */
  void asked(Progress progress) {
    under = progress.calls();
    calls.put(coming.element(), (double) progress.expected());
  }

  /** The method's map is judged. */
  void endMethod() {
    double took = sinceBegan();
    Spent of = spent.get(coming.element());
    of.seconds += took;
    of.maps++;
    seconds += took;
    answered += under;
    finished += seconds(coming.remove());
    began = 0;
    under = 0;
  }

  /** The picture is done with. */
  void endPicture(boolean judged) {
    coming.clear();
    finished = 0;
    began = 0;
    under = 0;
    seen++;
    right += judged ? 1 : 0;
  }

  private double sinceBegan() {
    return began == 0 ? 0 : (System.nanoTime() - began) / 1e9;
  }

  /** What one map of a method takes; 0 as long as nothing can be told. */
  private double seconds(String method) {
    Spent of = spent.get(method);
    if (of.maps > 0) {
      return of.seconds / of.maps;
    }
    double known = answered + under;
    return known == 0 ? 0 : calls.get(method) * (seconds + sinceBegan()) / known;
  }

  /** What is left of the picture under way. */
  private double leftOfPicture() {
    double left = coming.stream().mapToDouble(this::seconds).sum();
    return coming.isEmpty() ? 0 : left - Math.min(sinceBegan(), seconds(coming.element()));
  }

  /** How much of the picture under way is done, 0..1. */
  double within() {
    double left = leftOfPicture();
    double done =
        finished + (coming.isEmpty() ? 0 : Math.min(sinceBegan(), seconds(coming.element())));
    return done == 0 ? 0 : done / (done + left);
  }

  /** How long the study will take from now on. */
  Duration left() {
    double judged = seen == 0 ? 1 : (double) right / seen;
    double later =
        open.entrySet().stream().mapToDouble(e -> e.getValue() * seconds(e.getKey())).sum();
    return Duration.ofNanos((long) (1e9 * (leftOfPicture() + judged * later)));
  }
}
