package ai.pami.http;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an endpoint is spoken to. */
public enum Protocol {
  /** The Open Inference Protocol, version 2, by HTTP: {@code .../v2/models/NAME}. */
  V2("v2"),
  /** The same by gRPC: {@code grpc://host:port/NAME}, or {@code grpcs://} with TLS. */
  V2_GRPC("v2-grpc"),
  /** KServe's and TensorFlow Serving's version 1: {@code .../v1/models/NAME}. */
  V1("v1"),
  /** TorchServe: {@code .../predictions/NAME}. */
  TORCHSERVE("torchserve"),
  /** Any endpoint that takes JSON made from a template and answers with JSON. */
  JSON("json");

  private final String text;

  Protocol(String text) {
    this.text = text;
  }

  /**
   * The protocol of this name.
   *
   * @throws IllegalArgumentException if there is none, naming those there are
   */
  public static Protocol named(String name) {
    return Arrays.stream(values())
        .filter(protocol -> protocol.text.equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no protocol '%s': there are %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(Protocol::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /** What the address alone says. */
  static Optional<Protocol> of(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    String path = Optional.ofNullable(address.getPath()).orElse("");
    if (scheme.equals("grpc") || scheme.equals("grpcs")) {
      return Optional.of(V2_GRPC);
    }
    if (path.contains("/v2/models/")) {
      return Optional.of(V2);
    }
    if (path.contains("/v1/models/")) {
      return Optional.of(V1);
    }
    return path.contains("/predictions/") ? Optional.of(TORCHSERVE) : Optional.empty();
  }

  /** As it is written in commands and records: {@code v2-grpc}. */
  @Override
  public String toString() {
    return text;
  }
}
