package ai.pami.domain;

/**
 * The first so many elements of an order. Going from one prefix to a longer or shorter one of the
 * same order costs what lies between them, which makes insertion and deletion curves cheap.
 */
public final class Prefix implements Mask {
  private final Ranking ranking;
  private final int length;

  private Prefix(Ranking ranking, int length) {
    this.ranking = ranking;
    this.length = length;
  }

  /**
   * The first {@code length} elements of {@code ranking}.
   *
   * @throws IllegalArgumentException if there are not so many
   */
  public static Prefix of(Ranking ranking, int length) {
    if (length < 0 || length > ranking.size()) {
      throw new IllegalArgumentException(
          "the first %d of %d elements".formatted(length, ranking.size()));
    }
    return new Prefix(ranking, length);
  }

  public Ranking ranking() {
    return ranking;
  }

  public int length() {
    return length;
  }

  @Override
  public boolean fits(Domain domain) {
    return ranking.size() == domain.size();
  }

  @Override
  public Fingerprint fingerprint() {
    Fingerprint order = ranking.fingerprint();
    return Fingerprint.of(
        new int[] {
          (int) order.high(), (int) (order.high() >>> 32), (int) order.low(), length, -1, 0
        });
  }

  /** For messages: {@code the first 448 elements of an order}. */
  @Override
  public String toString() {
    return "the first %d elements of an order".formatted(length);
  }
}
