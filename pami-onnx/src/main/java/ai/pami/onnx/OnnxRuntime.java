package ai.pami.onnx;

import ai.onnxruntime.OrtEnvironment;

/** ONNX Runtime in this process. */
public final class OnnxRuntime {
  /**
   * As it starts, the library recurses over the process's command line, a step a character or so:
   * with a long class path or many arguments that overflows a usual stack, and ends the process.
   */
  private static final long STACK_BYTES = 64L << 20;

  private OnnxRuntime() {}

  /** Its version, such as {@code 1.29.0}. */
  public static String version() {
    return environment().getVersion();
  }

  static OrtEnvironment environment() {
    return Started.ENVIRONMENT;
  }

  /** The environment, made when it is first asked for. */
  private static final class Started {
    static final OrtEnvironment ENVIRONMENT = start();
  }

  /** Not in the class above: while that waits for the thread to end, the thread can't enter it. */
  private static OrtEnvironment start() {
    OrtEnvironment[] made = new OrtEnvironment[1];
    Throwable[] failed = new Throwable[1];
    Thread starter =
        new Thread(
            null,
            () -> {
              try {
                made[0] = OrtEnvironment.getEnvironment();
              } catch (RuntimeException | Error e) {
                failed[0] = e;
              }
            },
            "pami-onnx-start",
            STACK_BYTES);
    starter.start();
    boolean interrupted = false;
    while (true) {
      try {
        starter.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // it takes milliseconds, and half an environment is none
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failed[0] instanceof Error error) {
      throw error; // such as a library that does not load on this system
    }
    if (failed[0] instanceof RuntimeException exception) {
      throw exception;
    }
    return made[0];
  }
}
