package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.http.Endpoint;
import ai.pami.http.Protocol;
import ai.pami.http.RemoteModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** A model that a server runs, in place of a file, and how it is asked. */
final class EndpointOptions {
  @ArgGroup(exclusive = false, heading = "%nA model that a server runs, in place of a file:%n")
  private Remote remote;

  /** What is given for a server. */
  static final class Remote {
    @Option(
        names = "--endpoint",
        required = true,
        paramLabel = "URL",
        description = {
          "The model's address: http://host/v2/models/NAME (Open Inference Protocol: KServe, Triton, MLServer),"
              + " grpc://host:port/NAME (the same by gRPC), http://host/v1/models/NAME (KServe, TensorFlow Serving),"
              + " http://host/predictions/NAME (TorchServe) or any URL with --request-template."
        })
    private String endpoint;

    @Option(
        names = "--protocol",
        paramLabel = "NAME",
        description = "v2, v2-grpc, v1, torchserve or json (default: seen from the address).")
    private String protocol;

    @Option(
        names = "--send",
        paramLabel = "AS",
        description =
            "Pictures as tensor, png or jpeg; rows as objects or arrays (default: tensor, objects).")
    private String send;

    @Option(
        names = "--input-shape",
        paramLabel = "N,N[,N]",
        description =
            "The shape of one input, such as 3,224,224; of pictures sent as files HEIGHT,WIDTH (default: as the server says).")
    private String inputShape;

    @Option(
        names = "--input",
        paramLabel = "NAME",
        description = "The input's name (default: the only one).")
    private String input;

    @Option(
        names = "--scores",
        paramLabel = "POINTER",
        description =
            "Where the scores are in an answer of JSON: a JSON Pointer in which * stands for every element of an array,"
                + " such as /results/*/scores.")
    private String scores;

    @Option(
        names = "--request-template",
        paramLabel = "FILE",
        description =
            "The body of a request: JSON with \"{{inputs}}\" where the array of inputs goes, or \"{{input}}\" where one goes.")
    private Path template;

    @Option(
        names = "--in-flight",
        paramLabel = "N",
        defaultValue = "8",
        description = "Requests at a time (default: ${DEFAULT-VALUE}).")
    private int inFlight;

    @Option(
        names = "--timeout",
        paramLabel = "TIME",
        defaultValue = "30s",
        description = "How long an answer may take (default: ${DEFAULT-VALUE}).")
    private String timeout;

    @Option(
        names = "--retries",
        paramLabel = "N",
        defaultValue = "5",
        description =
            "How often a request is sent again after a lost connection, a timeout, 429 or 5xx, with waits that double"
                + " (default: ${DEFAULT-VALUE}).")
    private int retries;

    @Option(
        names = "--header",
        paramLabel = "NAME: VALUE",
        description = "A header of every request, may be repeated.")
    private List<String> headers = List.of();

    @Option(
        names = "--bearer-token-env",
        paramLabel = "NAME",
        description = "The environment variable that holds a token, sent as Authorization: Bearer.")
    private String tokenVariable;

    @Option(
        names = "--ca",
        paramLabel = "FILE",
        description = "The certificate (PEM) of the authority that is trusted (default: Java's).")
    private Path authority;

    @Option(
        names = "--keep-answers",
        paramLabel = "FILE",
        description =
            "Keep all answers in this file, and ask nothing again that it holds. Left out, they are kept in OUT.answers"
                + " until all is done, so that the same command goes on where it ended.")
    private Path kept;
  }

  /** Whether a server was given. */
  boolean isGiven() {
    return remote != null;
  }

  /**
   * Connects to the server that was given.
   *
   * @param model a file that was given, or null
   * @param output that is explained, or null
   * @param batch inputs a request, or null
   * @param out where results go
   * @param forecast whether nothing is to be left behind
   */
  RemoteRun open(Path model, String output, Integer batch, Path out, boolean forecast) {
    if (model != null) {
      throw new IllegalArgumentException("--model and --endpoint: give one of them");
    }
    Endpoint.Builder endpoint = builder();
    if (output != null) {
      endpoint.output(output);
    }
    if (batch != null) {
      endpoint.batch(EngineLimits.positive("--batch", batch));
    }
    Optional<Path> kept = Optional.ofNullable(remote.kept);
    if (kept.isEmpty() && !forecast) {
      kept = Optional.of(Path.of(out.toAbsolutePath().normalize() + ".answers"));
    }
    kept.ifPresent(endpoint::keeping);
    return new RemoteRun(RemoteModel.open(endpoint.build()), kept, remote.kept == null);
  }

  private Endpoint.Builder builder() {
    Endpoint.Builder endpoint =
        Endpoint.at(remote.endpoint)
            .inFlight(EngineLimits.positive("--in-flight", remote.inFlight))
            .timeout(EngineLimits.duration("--timeout", remote.timeout))
            .retries(remote.retries);
    if (remote.protocol != null) {
      endpoint.protocol(Protocol.named(remote.protocol));
    }
    if (remote.input != null) {
      endpoint.input(remote.input);
    }
    if (remote.scores != null) {
      endpoint.scores(remote.scores);
    }
    if (remote.template != null) {
      endpoint.template(read(remote.template));
    }
    if (remote.authority != null) {
      endpoint.authority(remote.authority);
    }
    for (String header : remote.headers) {
      String[] parts = header.split(":", 2);
      if (parts.length != 2) {
        // What was given may be the secret itself.
        throw new IllegalArgumentException("--header: give a name, a colon and a value");
      }
      endpoint.header(parts[0].strip(), parts[1].strip());
    }
    if (remote.tokenVariable != null) {
      endpoint.bearerToken(token(remote.tokenVariable));
    }
    return endpoint;
  }

  private static String token(String variable) {
    String token = System.getenv(variable);
    if (token == null || token.isBlank()) {
      throw new IllegalArgumentException(
          "--bearer-token-env: the environment variable %s is not set".formatted(variable));
    }
    return token.strip();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new PamiException("request template can't be read: " + file, e);
    }
  }

  /** How inputs are sent; empty if that was not given. */
  Optional<String> send() {
    return Optional.ofNullable(remote.send);
  }

  /** The shape of one input; empty if that was not given. */
  Optional<int[]> inputShape() {
    if (remote.inputShape == null) {
      return Optional.empty();
    }
    String[] extents = remote.inputShape.split(",", -1);
    int[] shape = new int[extents.length];
    for (int i = 0; i < shape.length; i++) {
      if (!extents[i].strip().matches("[1-9]\\d{0,6}")) {
        throw new IllegalArgumentException(
            "--input-shape '%s': give whole numbers such as 3,224,224"
                .formatted(remote.inputShape));
      }
      shape[i] = Integer.parseInt(extents[i].strip());
    }
    return Optional.of(shape);
  }
}
