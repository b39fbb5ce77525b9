package ai.pami.cli;

import ai.pami.engine.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: the run in progress is cancelled and given a moment to tidy up before Java ends, with
 * exit code 130.
 */
final class Interruption implements AutoCloseable {
  private static final long TIDY_SECONDS = 10;
  private static final Cancellation CANCELLATION = new Cancellation();

  private final CountDownLatch tidied = new CountDownLatch(1);
  private final Thread hook = new Thread(this::cancelAndWait, "pami-interrupt");
  private volatile boolean closed;

  private Interruption() {}

  static Interruption install() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** The switch that Ctrl-C throws, for every run of this process. */
  static Cancellation cancellation() {
    return CANCELLATION;
  }

  private void cancelAndWait() {
    if (closed) {
      return;
    }
    CANCELLATION.cancel();
    try {
      if (!tidied.await(TIDY_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("pami: the model did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isRequested() {
    return CANCELLATION.isCancelled();
  }

  @Override
  public void close() {
    closed = true;
    tidied.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Java is ending already: the hook is running and will see that we are done.
      return;
    }
  }
}
