package ai.pami.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a model is served and how it may be asked. Immutable. Values of headers, the token, and
 * what the address holds of a user or a query are never in a message, a record or {@link
 * #toString()}.
 *
 * <pre>{@code
 * Endpoint endpoint =
 *     Endpoint.at("https://models.example.org/v2/models/squeezenet")
 *         .bearerToken(System.getenv("MODEL_TOKEN"))
 *         .inFlight(8)
 *         .build();
 * }</pre>
 */
public final class Endpoint {
  private final URI address;
  private final Protocol protocol;
  private final Map<String, String> headers;
  private final Duration timeout;
  private final int retries;
  private final Duration backOff;
  private final int batch;
  private final int inFlight;
  private final Optional<Path> authority;
  private final Optional<String> input;
  private final Optional<String> output;
  private final Optional<String> scores;
  private final Optional<String> template;
  private final Optional<Path> kept;

  private Endpoint(Builder builder) {
    this.address = builder.address;
    this.protocol = builder.chosenProtocol();
    this.headers = new LinkedHashMap<>(builder.headers);
    this.timeout = builder.timeout;
    this.retries = builder.retries;
    this.backOff = builder.backOff;
    this.batch = builder.batch;
    this.inFlight = builder.inFlight;
    this.authority = Optional.ofNullable(builder.authority);
    this.input = Optional.ofNullable(builder.input);
    this.output = Optional.ofNullable(builder.output);
    this.scores = Optional.ofNullable(builder.scores);
    this.template = Optional.ofNullable(builder.template);
    this.kept = Optional.ofNullable(builder.kept);
  }

  /**
   * An endpoint with 8 requests in flight, 30 s for each, 5 retries and no limit to a batch.
   *
   * @param address of the model, {@code http}, {@code https}, {@code grpc} or {@code grpcs}
   * @throws IllegalArgumentException if that is no such address
   */
  public static Builder at(String address) {
    return new Builder(address);
  }

  URI address() {
    return address;
  }

  /** How it is spoken to. */
  public Protocol protocol() {
    return protocol;
  }

  Map<String, String> headers() {
    return headers;
  }

  Duration timeout() {
    return timeout;
  }

  int retries() {
    return retries;
  }

  Duration backOff() {
    return backOff;
  }

  /** Inputs a request at the most. */
  public int batch() {
    return batch;
  }

  /** Requests at a time at the most: what an explainer's threads should be. */
  public int inFlight() {
    return inFlight;
  }

  Optional<Path> authority() {
    return authority;
  }

  Optional<String> input() {
    return input;
  }

  Optional<String> output() {
    return output;
  }

  Optional<String> scores() {
    return scores;
  }

  Optional<String> template() {
    return template;
  }

  Optional<Path> kept() {
    return kept;
  }

  /** The address without user and query, for messages and records. */
  String shown() {
    return shown(address);
  }

  static String shown(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    String path = address.getPath() == null ? "" : address.getPath();
    return address.getScheme() + "://" + address.getHost() + port + path;
  }

  /** {@code text} without any of this endpoint's secrets, should a server repeat them. */
  String withoutSecrets(String text) {
    String safe = text;
    for (String value : headers.values()) {
      String secret = value.startsWith("Bearer ") ? value.substring(7) : value;
      safe = secret.isBlank() ? safe : safe.replace(secret, "***");
    }
    for (String part : new String[] {address.getRawUserInfo(), address.getRawQuery()}) {
      safe = part == null || part.isBlank() ? safe : safe.replace(part, "***");
    }
    return safe;
  }

  @Override
  public String toString() {
    return "%s (%s, %d in flight)".formatted(shown(), protocol, inFlight);
  }

  /** Sets up an {@link Endpoint}. */
  public static final class Builder {
    private final URI address;
    private Protocol protocol;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private Duration timeout = Duration.ofSeconds(30);
    private int retries = 5;
    private Duration backOff = Duration.ofMillis(200);
    private int batch = Integer.MAX_VALUE;
    private int inFlight = 8;
    private Path authority;
    private String input;
    private String output;
    private String scores;
    private String template;
    private Path kept;

    private Builder(String address) {
      URI parsed;
      try {
        parsed = URI.create(address);
      } catch (IllegalArgumentException e) {
        // The address itself may hold a secret.
        throw new IllegalArgumentException(
            "the endpoint's address is no URL: it can't be read at character "
                + (e.getCause() instanceof java.net.URISyntaxException syntax
                    ? syntax.getIndex() + 1
                    : 1),
            e.getCause() == null ? e : null);
      }
      String scheme = parsed.getScheme() == null ? "" : parsed.getScheme().toLowerCase(Locale.ROOT);
      if (parsed.getHost() == null || !scheme.matches("https?|grpcs?")) {
        throw new IllegalArgumentException(
            "an endpoint's address begins with http://, https://, grpc:// or grpcs:// and a host");
      }
      this.address = parsed;
    }

    /** How it is spoken to; seen from the address if not set. */
    public Builder protocol(Protocol protocol) {
      this.protocol = Objects.requireNonNull(protocol);
      return this;
    }

    /** A header of every request. */
    public Builder header(String name, String value) {
      requireText("a header's name", name);
      if (value.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "the value of header '%s' has a line break or another control character"
                .formatted(name));
      }
      headers.put(name, value);
      return this;
    }

    /** A token, sent as {@code Authorization: Bearer TOKEN}. */
    public Builder bearerToken(String token) {
      return header("Authorization", "Bearer " + requireText("a token", token));
    }

    /** How long an answer may take, each attempt for itself; 30 s if not set. */
    public Builder timeout(Duration timeout) {
      this.timeout = requirePositive("a timeout", timeout);
      return this;
    }

    /**
     * How often a request is sent again that failed in a way that may pass: lost connections,
     * timeouts, 408, 429 and 5xx; 5 if not set, 0 for never.
     */
    public Builder retries(int retries) {
      if (retries < 0) {
        throw new IllegalArgumentException("retries must be at least 0: " + retries);
      }
      this.retries = retries;
      return this;
    }

    /** The wait before the first retry, doubled before each further one; 200 ms if not set. */
    public Builder backOff(Duration first) {
      this.backOff = requirePositive("a wait", first);
      return this;
    }

    /** Inputs a request at the most; any number if not set. */
    public Builder batch(int most) {
      if (most < 1) {
        throw new IllegalArgumentException("a batch must hold at least 1 input: " + most);
      }
      this.batch = most;
      return this;
    }

    /** Requests at a time at the most; 8 if not set. */
    public Builder inFlight(int most) {
      if (most < 1) {
        throw new IllegalArgumentException("requests in flight must be at least 1: " + most);
      }
      this.inFlight = most;
      return this;
    }

    /** The certificate (PEM) of the only authority that is trusted; Java's if not set. */
    public Builder authority(Path certificates) {
      this.authority = Objects.requireNonNull(certificates);
      return this;
    }

    /** The name of the input; the first the server tells of if not set. */
    public Builder input(String name) {
      this.input = requireText("an input's name", name);
      return this;
    }

    /** The name of the output that is explained; the first if not set. */
    public Builder output(String name) {
      this.output = requireText("an output's name", name);
      return this;
    }

    /**
     * Where the scores stand in an answer of JSON: a JSON Pointer (RFC 6901) in which {@code *}
     * stands for every element of an array. For {@link Protocol#JSON} it begins at the whole answer
     * and leads to an element an input, such as {@code /results/*}{@code /probabilities}; for the
     * others at what is answered to one input.
     */
    public Builder scores(String pointer) {
      this.scores = Objects.requireNonNull(pointer);
      return this;
    }

    /**
     * The body of a request, JSON in which the text {@code "{{inputs}}"} stands for the array of
     * inputs, or {@code "{{input}}"} for one input if a request takes one.
     */
    public Builder template(String json) {
      this.template = requireText("a template", json);
      return this;
    }

    /**
     * A file that answers are kept in as they come. What it holds already is not asked again, so
     * that a run that ended early goes on where it was.
     */
    public Builder keeping(Path file) {
      this.kept = Objects.requireNonNull(file);
      return this;
    }

    private Protocol chosenProtocol() {
      if (protocol != null) {
        return protocol;
      }
      if (template != null) {
        return Protocol.JSON;
      }
      return Protocol.of(address)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "%s does not tell its protocol: say v2, v2-grpc, v1 or torchserve (--protocol), or give a request template"
                          .formatted(shown(address))));
    }

    /**
     * The endpoint.
     *
     * @throws IllegalArgumentException if neither the address nor a setting tells the protocol
     */
    public Endpoint build() {
      return new Endpoint(this);
    }

    private static String requireText(String what, String text) {
      if (text == null || text.isBlank()) {
        throw new IllegalArgumentException(what + " can't be empty");
      }
      return text;
    }

    private static Duration requirePositive(String what, Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException(what + " must be longer than nothing: " + time);
      }
      return time;
    }
  }
}
