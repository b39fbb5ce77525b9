package ai.pami.http;

import ai.pami.PamiException;
import java.time.Duration;
import java.util.Optional;

/** A request that failed. */
final class RemoteFailure extends PamiException {
  private static final long serialVersionUID = 1;

  private final boolean passing;
  private final transient Optional<Duration> wait;

  private RemoteFailure(String message, boolean passing, Optional<Duration> wait, Throwable cause) {
    super(message, cause);
    this.passing = passing;
    this.wait = wait;
  }

  /** A failure that would come again. */
  static RemoteFailure lasting(String message, Throwable cause) {
    return new RemoteFailure(message, false, Optional.empty(), cause);
  }

  /** A failure that would come again. */
  static RemoteFailure lasting(String message) {
    return lasting(message, null);
  }

  /**
   * A failure that may pass.
   *
   * @param wait how long the server asks to wait
   */
  static RemoteFailure passing(String message, Optional<Duration> wait, Throwable cause) {
    return new RemoteFailure(message, true, wait, cause);
  }

  /** Whether the same request may be answered later. */
  boolean isPassing() {
    return passing;
  }

  /** How long the server asks to wait before. */
  Optional<Duration> waitAsked() {
    return wait;
  }
}
