package ai.pami.http;

import java.util.function.IntFunction;

/** What a test server does wrong in one request. */
sealed interface Fault {
  /** Nothing. */
  record None() implements Fault {}

  /** Answers late. */
  record Delay(long millis) implements Fault {}

  /** Answers with another status. */
  record Answered(int status, String retryAfter, String body) implements Fault {}

  /** Cuts the connection in the middle of the answer. */
  record Cut() implements Fault {}

  /** Sends half of the answer and then nothing. */
  record Stall() implements Fault {}

  /** Answers with one number less an input. */
  record Shorter() implements Fault {}

  /** Sends this in place of an answer. */
  record Says(String body) implements Fault {}

  static IntFunction<Fault> never() {
    return request -> new None();
  }

  /** The same at every request. */
  static IntFunction<Fault> always(Fault fault) {
    return request -> fault;
  }

  /** From this request on, counted from 1. */
  static IntFunction<Fault> from(int first, Fault fault) {
    return request -> request >= first ? fault : new None();
  }

  /** At the first so many requests. */
  static IntFunction<Fault> upTo(int last, Fault fault) {
    return request -> request <= last ? fault : new None();
  }

  static Fault status(int status) {
    return new Answered(status, "", "");
  }
}
