package ai.pami.engine;

import ai.pami.domain.Fingerprint;
import java.util.HashMap;
import java.util.Map;

/**
 * The answers to one composer's probes, so that a region that occurs in several partitions is asked
 * once. Bounded: an input cut into more than {@value #CAPACITY} different regions starts over,
 * which can cost repeated calls but no memory.
 *
 * @param <A> what an answer is
 */
final class AnswerCache<A> {
  private static final int CAPACITY = 4096;

  /** What makes two probes of one composer the same question. */
  record Key(Fingerprint mask, Source shown) {}

  private final Map<Key, A> answers = new HashMap<>();
  private Composer<?> composer;

  /** The key of {@code probe}; forgets the answers of the composer before. */
  Key key(Probe<?> probe) {
    if (composer != probe.composer()) {
      answers.clear();
      composer = probe.composer();
    }
    return new Key(probe.mask().fingerprint(), probe.shown());
  }

  /** The answer kept under {@code key}, or null. */
  A get(Key key) {
    return answers.get(key);
  }

  void put(Key key, A answer) {
    if (answers.size() >= CAPACITY) {
      answers.clear();
    }
    answers.put(key, answer);
  }
}
