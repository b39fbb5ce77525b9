package ai.pami.image;

import ai.pami.PamiException;
import ai.pami.domain.Partitioner;
import ai.pami.domain.Regions;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.LastResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One picture's partitions, each made once. Those that are sure to be asked for are made ahead, one
 * after another on a thread of their own, while the model answers. Thread-safe.
 */
final class PicturePartitions implements AutoCloseable {
  private final Picture picture;
  private final Map<String, LastResult<Regions>> made = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param foreseen made ahead, in this order
   */
  PicturePartitions(Picture picture, List<? extends Partitioner<Picture>> foreseen) {
    this.picture = picture;
    if (!foreseen.isEmpty()) {
      Thread ahead = new Thread(() -> make(foreseen), "pami-partitions");
      ahead.setDaemon(true);
      ahead.start();
    }
  }

  private void make(List<? extends Partitioner<Picture>> foreseen) {
    for (Partitioner<Picture> cut : foreseen) {
      if (closed) {
        return;
      }
      try {
        of(cut);
      } catch (RuntimeException e) {
        return; // whoever asks for it hears of it
      }
    }
  }

  private LastResult<Regions> made(Partitioner<Picture> cut) {
    return made.computeIfAbsent(cut.name(), unknown -> new LastResult<>(cut::partition));
  }

  /**
   * What a partitioner makes of the picture; partitioners of one name are one. Made on this thread
   * unless it was begun before.
   *
   * @throws PamiException if the picture can't be cut up this way
   */
  Regions of(Partitioner<Picture> cut) {
    return made(cut).of(picture);
  }

  /** Begins no other partition ahead. */
  @Override
  public void close() {
    closed = true;
  }
}
