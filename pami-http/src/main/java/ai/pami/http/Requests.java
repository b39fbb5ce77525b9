package ai.pami.http;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The requests to one model: what is kept is not asked, what may pass is tried again, answers must
 * be alike and are kept. Thread-safe.
 */
final class Requests implements Call.Source {
  private final Endpoint endpoint;
  private final Attempts attempts;
  private final Wire wire;
  private final Optional<KeptAnswers> kept;

  /** What all answers must be like, once one has come. */
  private final AtomicReference<Answer> first = new AtomicReference<>();

  private final AtomicReference<String> dead = new AtomicReference<>("");

  Requests(Endpoint endpoint, Attempts attempts, Wire wire, Optional<KeptAnswers> kept) {
    this.endpoint = endpoint;
    this.attempts = attempts;
    this.wire = wire;
    this.kept = kept;
  }

  /** Why the endpoint is given up, if it is. */
  Optional<String> dead() {
    return Optional.of(dead.get()).filter(why -> !why.isEmpty());
  }

  @Override
  public int most() {
    return Math.max(1, Math.min(endpoint.batch(), wire.most()));
  }

  @Override
  public Answer known(Input input) {
    Answer answer = kept.flatMap(answers -> answers.get(key(input))).orElse(null);
    return answer == null ? null : alike(answer);
  }

  @Override
  public CompletableFuture<List<Answer>> send(List<Input> inputs) {
    CompletableFuture<List<Answer>> raw = attempts.make(() -> wire.ask(filled(inputs)));
    return HttpTransport.then(raw, (answers, failure) -> settled(inputs, answers, failure));
  }

  @Override
  public RuntimeException failed(Throwable failure) {
    RemoteFailure said = attempts.failed(failure);
    if (said.isPassing()) {
      dead.set(said.getMessage());
    }
    return said;
  }

  /** As many inputs as a request must have: the last one again, where there are fewer. */
  private List<Input> filled(List<Input> inputs) {
    List<Input> all = new ArrayList<>(inputs);
    while (all.size() < wire.exactly().orElse(0)) {
      all.add(inputs.get(inputs.size() - 1));
    }
    return all;
  }

  private List<Answer> settled(List<Input> inputs, List<Answer> answers, Throwable failure) {
    if (failure != null) {
      throw failure instanceof CancellationException cancelled
          ? cancelled
          : new CompletionException(failure);
    }
    for (int i = 0; i < inputs.size(); i++) {
      Answer answer = alike(answers.get(i));
      if (kept.isPresent() && Arrays.stream(answer.values()).allMatch(Double::isFinite)) {
        kept.get().put(key(inputs.get(i)), answer);
      }
    }
    return answers.subList(0, inputs.size());
  }

  /** Refuses an answer of another shape than those before. */
  private Answer alike(Answer answer) {
    first.compareAndSet(null, answer);
    Answer before = first.get();
    if (!Arrays.equals(before.shape(), answer.shape())) {
      throw RemoteFailure.lasting(
          "%s answered with the shape %s, but with %s before: every input must get an answer of one shape"
              .formatted(
                  endpoint.shown(),
                  Arrays.toString(answer.shape()),
                  Arrays.toString(before.shape())));
    }
    if (!before.names().isEmpty()
        && !answer.names().isEmpty()
        && !before.names().equals(answer.names())) {
      throw RemoteFailure.lasting(
          "%s answered with the numbers %s, but with %s before: say which one to explain with --scores, or have the server answer with all"
              .formatted(endpoint.shown(), answer.names(), before.names()));
    }
    return answer;
  }

  private static KeptAnswers.Key key(Input input) {
    ByteBuffer hash = ByteBuffer.wrap(hash(input));
    return new KeptAnswers.Key(hash.getLong(), hash.getLong());
  }

  /** What tells an input from all others, in hexadecimal digits. */
  static String sha256(Input input) {
    return HexFormat.of().formatHex(hash(input));
  }

  private static byte[] hash(Input input) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      input.feed(digest);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
