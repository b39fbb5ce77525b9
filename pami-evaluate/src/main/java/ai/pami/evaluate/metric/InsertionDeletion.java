package ai.pami.evaluate.metric;

import java.util.OptionalDouble;

/**
 * Insertion less deletion, in -1..1 for scores that are probabilities: rewards maps whose best
 * pixels are both enough and needed. Costs the calls of both, or nothing where both were measured
 * on the same {@link JudgedMap} before. Undefined where one of them is.
 */
public final class InsertionDeletion implements Metric {
  private final String name;
  private final Insertion insertion;
  private final Deletion deletion;

  private InsertionDeletion(String name, Insertion insertion, Deletion deletion) {
    this.name = name;
    this.insertion = insertion;
    this.deletion = deletion;
  }

  /** Of {@link Insertion#pami()} and {@link Deletion#pami()}. Named {@code insertion-deletion}. */
  public static InsertionDeletion pami() {
    return of("insertion-deletion", Insertion.pami(), Deletion.pami());
  }

  /** Of any two. */
  public static InsertionDeletion of(String name, Insertion insertion, Deletion deletion) {
    return new InsertionDeletion(name, insertion, deletion);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public OptionalDouble measure(JudgedMap judged) {
    OptionalDouble inserted = insertion.measure(judged);
    if (inserted.isEmpty()) {
      return inserted;
    }
    OptionalDouble deleted = deletion.measure(judged);
    return deleted.isEmpty()
        ? deleted
        : OptionalDouble.of(inserted.getAsDouble() - deleted.getAsDouble());
  }
}
