package ai.pami.image;

import ai.pami.domain.Partitioner;
import ai.pami.domain.Regions;
import ai.pami.image.picture.Picture;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * One picture's partitions, each made once. Those that are sure to be asked for are made ahead, one
 * after another on a thread of their own, while the model answers. Thread-safe.
 */
final class PicturePartitions implements AutoCloseable {
  private final Picture picture;
  private final Map<String, FutureTask<Regions>> made = new ConcurrentHashMap<>();
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
      task(cut).run();
    }
  }

  private FutureTask<Regions> task(Partitioner<Picture> cut) {
    return made.computeIfAbsent(
        cut.name(), unknown -> new FutureTask<>(() -> cut.partition(picture)));
  }

  /**
   * What a partitioner makes of the picture; partitioners of one name are one. Made on this thread
   * unless it was begun before.
   *
   * @throws ai.pami.PamiException if the picture can't be cut up this way
   */
  Regions of(Partitioner<Picture> cut) {
    FutureTask<Regions> task = task(cut);
    task.run();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true; // a partition takes milliseconds; whoever asks the model will notice
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Begins no other partition ahead. */
  @Override
  public void close() {
    closed = true;
  }
}
