package ai.pami.http;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Finds what went wrong inside what futures wrap around it. */
final class RemoteFailures {
  private RemoteFailures() {}

  /** The failure itself, or one that would come again made of it. */
  static RuntimeException of(Endpoint endpoint, Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RemoteFailure || cause instanceof CancellationException) {
      return (RuntimeException) cause;
    }
    return RemoteFailure.lasting("%s: %s".formatted(endpoint.shown(), cause), cause);
  }
}
