package ai.pami.http;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import dev.failsafe.function.CheckedSupplier;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Sends requests again that failed in a way that may pass, with waits that double, or as long as
 * the server asks for, but at most a minute. Each attempt has its own time limit, which holds until
 * the last byte of the answer.
 */
final class Attempts {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final double JITTER = 0.2;

  private final Endpoint endpoint;
  private final FailsafeExecutor<Object> executor;

  Attempts(Endpoint endpoint) {
    this.endpoint = endpoint;
    RetryPolicyBuilder<Object> retry =
        RetryPolicy.builder()
            .handleIf(failure -> isPassing(cause(failure)))
            .withMaxRetries(endpoint.retries());
    if (endpoint.backOff().compareTo(LONGEST_WAIT) < 0) {
      retry.withBackoff(endpoint.backOff(), LONGEST_WAIT);
    } else {
      retry.withDelay(endpoint.backOff());
    }
    retry.withJitter(JITTER).withDelayFn(attempt -> waitAsked(cause(attempt.getLastException())));
    Timeout<Object> limit = Timeout.builder(endpoint.timeout()).withInterrupt().build();
    this.executor = Failsafe.with(retry.build(), limit);
  }

  /** What the server asked for, or a negative time where it did not. */
  private static Duration waitAsked(Throwable failure) {
    Duration asked =
        failure instanceof RemoteFailure remote
            ? remote.waitAsked().orElse(Duration.ofMillis(-1))
            : Duration.ofMillis(-1);
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  private static boolean isPassing(Throwable failure) {
    return failure instanceof TimeoutExceededException
        || (failure instanceof RemoteFailure remote && remote.isPassing());
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause != null
        && cause.getCause() != null
        && (cause instanceof CompletionException
            || cause instanceof ExecutionException
            || (cause instanceof FailsafeException
                && !(cause instanceof TimeoutExceededException)))) {
      cause = cause.getCause();
    }
    return cause;
  }

  /**
   * Makes a request, and makes it again as long as that may help. Cancelling what is returned ends
   * the request in progress and makes no other.
   */
  <T> CompletableFuture<T> make(CheckedSupplier<CompletableFuture<T>> request) {
    return executor.getStageAsync(request);
  }

  /** What to say of a request that failed for good. */
  RemoteFailure failed(Throwable failure) {
    Throwable cause = cause(failure);
    if (!isPassing(cause)) {
      return cause instanceof RemoteFailure remote
          ? remote
          : RemoteFailure.lasting(endpoint.shown() + ": " + cause, cause);
    }
    String what =
        cause instanceof TimeoutExceededException
            ? "%s: no answer within %s s (--timeout)"
                .formatted(endpoint.shown(), endpoint.timeout().toMillis() / 1000.0)
            : cause.getMessage();
    return RemoteFailure.passing(
        endpoint.retries() == 0
            ? what
            : "%s, after %d attempts".formatted(what, endpoint.retries() + 1),
        Optional.empty(),
        cause);
  }
}
