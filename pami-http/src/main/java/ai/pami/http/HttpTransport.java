package ai.pami.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Sends requests to one endpoint and says what is wrong with an answer that is none. */
final class HttpTransport {
  private static final int EXCERPT = 200;

  private final Endpoint endpoint;
  private final HttpClient client;

  /**
   * An answer of status 200.
   *
   * @param address it came from, for messages
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on within this package, never compared
  record Response(String address, HttpHeaders headers, byte[] body) {}

  HttpTransport(Endpoint endpoint) {
    this.endpoint = endpoint;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            // Version 2 would be asked for by an upgrade, which not every server bears.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(endpoint.timeout());
    endpoint.authority().ifPresent(file -> builder.sslContext(Certificates.trusting(file)));
    this.client = builder.build();
  }

  /** The endpoint's address with {@code path} in place of its own. */
  URI at(String path) {
    URI address = endpoint.address();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return URI.create(
        "%s://%s%s%s".formatted(address.getScheme(), address.getRawAuthority(), path, query));
  }

  /** The path of the endpoint's address, without slashes at its end. */
  String path() {
    String path = endpoint.address().getRawPath();
    return path == null ? "" : path.replaceAll("/+$", "");
  }

  /** Asks for a document. */
  CompletableFuture<Response> get(URI address) {
    return send(address, request -> request.GET());
  }

  /**
   * Sends a document.
   *
   * @param more headers beside the endpoint's
   * @param body in parts, sent one after another
   */
  CompletableFuture<Response> post(
      URI address, String mediaType, Map<String, String> more, List<byte[]> body) {
    return send(
        address,
        request -> {
          request.header("Content-Type", mediaType);
          more.forEach(request::header);
          HttpRequest.BodyPublisher[] parts =
              body.stream()
                  .map(HttpRequest.BodyPublishers::ofByteArray)
                  .toArray(HttpRequest.BodyPublisher[]::new);
          return request.POST(HttpRequest.BodyPublishers.concat(parts));
        });
  }

  private CompletableFuture<Response> send(
      URI address, Function<HttpRequest.Builder, HttpRequest.Builder> rest) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    endpoint.headers().forEach(request::setHeader);
    String shown = Endpoint.shown(address);
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(rest.apply(request).build(), HttpResponse.BodyHandlers.ofByteArray());
    return then(
        sent,
        (response, failure) -> {
          if (failure != null) {
            throw failure(shown, failure);
          }
          if (response.statusCode() != 200) {
            throw failure(shown, response);
          }
          return new Response(shown, response.headers(), response.body());
        });
  }

  /** What becomes of one future, such that cancelling it cancels the other. */
  static <A, B> CompletableFuture<B> then(
      CompletableFuture<A> first, BiFunction<A, Throwable, B> use) {
    CompletableFuture<B> second = first.handle(use);
    CompletableFuture<B> unused =
        second.whenComplete(
            (value, failure) -> {
              if (second.isCancelled()) {
                first.cancel(true);
              }
            });
    return second;
  }

  private RemoteFailure failure(String shown, Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
      return isUnknownHost(cause)
          ? RemoteFailure.lasting(
              "%s: there is no such host: check the address".formatted(shown), cause)
          : RemoteFailure.passing(
              "%s can't be reached: is the server running?".formatted(shown),
              Optional.empty(),
              cause);
    }
    if (cause instanceof HttpTimeoutException) {
      return RemoteFailure.passing(
          "%s: no connection within %s s".formatted(shown, endpoint.timeout().toMillis() / 1000.0),
          Optional.empty(),
          cause);
    }
    if (cause instanceof SSLHandshakeException
        || (cause instanceof SSLException && cause.getCause() == null)) {
      return RemoteFailure.lasting(
          "%s: no secure connection: %s; give the certificate of its authority (--ca), or check that it speaks TLS"
              .formatted(shown, cause.getMessage()),
          cause);
    }
    if (cause instanceof IOException) {
      return RemoteFailure.passing(
          "%s: the connection was lost: %s".formatted(shown, cause.getMessage()),
          Optional.empty(),
          cause);
    }
    return RemoteFailure.lasting("%s: %s".formatted(shown, cause), cause);
  }

  private static boolean isUnknownHost(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  private RemoteFailure failure(String shown, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String said = said(response.body());
    String answered = "%s answered %d%s".formatted(shown, status, said);
    return switch (status) {
      case 401, 403 ->
          RemoteFailure.lasting(
              answered + ": give a token (--bearer-token-env) or header (--header) it accepts");
      case 404 ->
          RemoteFailure.lasting(
              answered + ": there is no such model; check the address and the model's name");
      case 413 ->
          RemoteFailure.lasting(answered + ": the request is too large; make --batch smaller");
      case 408, 429, 500, 502, 503, 504 ->
          RemoteFailure.passing(answered, waitAsked(response.headers()), null);
      default ->
          RemoteFailure.lasting(
              status / 100 == 3
                  ? answered
                      + ": it has moved to "
                      + response.headers().firstValue("Location").map(this::moved).orElse("?")
                  : answered);
    };
  }

  private String moved(String location) {
    return endpoint.withoutSecrets(location.replaceAll("\\?.*", ""));
  }

  /** The beginning of what the server said, on one line. */
  private String said(byte[] body) {
    String text =
        endpoint
            .withoutSecrets(new String(body, StandardCharsets.UTF_8))
            .replaceAll("[\\s\\p{Cntrl}]+", " ")
            .strip();
    if (text.isEmpty()) {
      return "";
    }
    return text.length() <= EXCERPT
        ? " (%s)".formatted(text)
        : " (%s…)".formatted(text.substring(0, EXCERPT));
  }

  /** The header Retry-After: seconds, or a date. */
  private static Optional<Duration> waitAsked(HttpHeaders headers) {
    String asked = headers.firstValue("Retry-After").map(String::strip).orElse("");
    if (asked.matches("\\d{1,6}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(asked)));
    }
    try {
      Instant until = ZonedDateTime.parse(asked, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.now(), until);
      return wait.isNegative() ? Optional.empty() : Optional.of(wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
