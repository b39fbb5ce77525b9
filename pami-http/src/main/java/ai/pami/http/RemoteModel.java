package ai.pami.http;

import ai.pami.PamiException;
import ai.pami.model.ElementType;
import ai.pami.model.Predictor;
import ai.pami.model.TensorFunction;
import ai.pami.model.TensorInfo;
import ai.pami.model.TensorModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * A model that a server runs. What the server takes decides which of its faces is used: tensors,
 * texts, files such as PNG, or any values of JSON. Requests are sent with at most {@link
 * Endpoint#inFlight()} at a time, and again where that may help; an explainer asks so many at a
 * time if its threads are as many. Thread-safe until closed.
 *
 * <pre>{@code
 * try (RemoteModel model = RemoteModel.open(Endpoint.at("http://host:8000/v2/models/net").build())) {
 *   ImageExplainer.of(model.tensors(), Preprocessing.IMAGENET).threads(model.endpoint().inFlight());
 * }
 * }</pre>
 */
public final class RemoteModel implements AutoCloseable {
  private final Endpoint endpoint;
  private final Attempts attempts;
  private final Wire wire;
  private final Semaphore free;
  private final Optional<KeptAnswers> kept;
  private final Requests requests;

  private RemoteModel(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.attempts = new Attempts(endpoint);
    this.free = new Semaphore(endpoint.inFlight(), true);
    this.wire = connect();
    try {
      this.kept = endpoint.kept().map(file -> KeptAnswers.in(file, describe()));
    } catch (PamiException e) {
      wire.close();
      throw e;
    }
    this.requests = new Requests(endpoint, attempts, wire, kept);
  }

  /**
   * Connects to an endpoint. Where the protocol has a description of the model it is fetched.
   *
   * @throws PamiException if the server can't be reached, has no such model or refuses the request,
   *     or if the file of kept answers is another model's
   * @throws IllegalArgumentException if the settings do not go together
   */
  public static RemoteModel open(Endpoint endpoint) {
    endpoint.scores().ifPresent(ScorePath::of);
    return new RemoteModel(endpoint);
  }

  private Wire connect() {
    return switch (endpoint.protocol()) {
      case V2 -> described(new V2Rest(new HttpTransport(endpoint)));
      case V2_GRPC -> described(new V2Grpc(endpoint));
      case V1 -> new V1Wire(endpoint, new HttpTransport(endpoint));
      case TORCHSERVE -> new TorchServeWire(endpoint, new HttpTransport(endpoint));
      case JSON -> new TemplateWire(endpoint, new HttpTransport(endpoint));
    };
  }

  private Wire described(V2Transport transport) {
    try {
      return new V2Wire(endpoint, transport, attempts.make(transport::metadata).get());
    } catch (ExecutionException e) {
      transport.close();
      throw attempts.failed(e);
    } catch (InterruptedException e) {
      transport.close();
      Thread.currentThread().interrupt();
      throw new PamiException("interrupted while connecting to " + endpoint.shown(), e);
    } catch (RuntimeException e) {
      transport.close();
      throw e;
    }
  }

  /** Where the model is and how it is asked. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** The model's name, as the server or the address says. */
  public String name() {
    return wire.name();
  }

  /** What identifies this model in a record: address, protocol, version, output; no secrets. */
  public Map<String, String> provenance() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("model", name());
    facts.put("endpoint", endpoint.shown());
    facts.put("protocol", endpoint.protocol().toString());
    facts.putAll(wire.facts());
    endpoint.output().ifPresent(output -> facts.put("output", output));
    endpoint.scores().ifPresent(scores -> facts.put("scores", scores));
    return facts;
  }

  /** What tells answers of this model, asked this way, from others. */
  private String describe() {
    Map<String, String> facts = new LinkedHashMap<>(provenance());
    endpoint.input().ifPresent(input -> facts.put("input", input));
    endpoint
        .template()
        .ifPresent(text -> facts.put("template", Requests.sha256(new Input.Text(text))));
    return facts.toString();
  }

  /** The tensors the server says the model takes; empty where it does not say. */
  public List<TensorInfo> inputs() {
    return wire.inputs();
  }

  /**
   * The model as one that reads a tensor, which the server describes.
   *
   * @throws PamiException if it does not, or has several inputs
   */
  public TensorModel tensors() {
    List<TensorInfo> known = wire.inputs();
    List<TensorInfo> wanted =
        endpoint
            .input()
            .map(name -> known.stream().filter(info -> info.name().equals(name)).toList())
            .orElse(known);
    if (wanted.size() != 1) {
      throw new PamiException(
          wanted.isEmpty()
              ? "%s does not say what it takes: give the shape of an input (--input-shape)"
                  .formatted(endpoint.shown())
              : "%s has %d inputs, %s: only models of one input can be explained so far"
                  .formatted(endpoint.shown(), wanted.size(), wanted));
    }
    return tensors(wanted.get(0));
  }

  /**
   * The model as one that reads a tensor.
   *
   * @param input its name, how its numbers are stored, and its shape, batch axis first
   */
  public TensorModel tensors(TensorInfo input) {
    List<TensorInfo> outputs = wire.outputs();
    TensorInfo output =
        outputs.stream()
            .filter(info -> endpoint.output().map(info.name()::equals).orElse(true))
            .findFirst()
            .orElseGet(
                () ->
                    new TensorInfo(
                        endpoint.output().or(endpoint::scores).orElse("predictions"),
                        ElementType.FLOAT32,
                        List.of(TensorInfo.FREE)));
    return new RemoteTensors(this, input, output);
  }

  /**
   * The model as one of any named tensors; the first axis of all of them is the batch.
   *
   * @throws PamiException if the server does not describe the model
   */
  public TensorFunction function() {
    if (wire.inputs().isEmpty()) {
      throw new PamiException(
          "%s does not say what tensors it takes; only %s and %s endpoints do"
              .formatted(endpoint.shown(), Protocol.V2, Protocol.V2_GRPC));
    }
    return new RemoteFunction(this, wire.inputs(), wire.outputs());
  }

  /** The model as one of texts. */
  public Predictor<String> texts() {
    return predictor(Input.Text::new);
  }

  /**
   * The model as one of files, such as pictures.
   *
   * @param mediaType of the files, {@code image/png}
   */
  public Predictor<byte[]> files(String mediaType) {
    return predictor(bytes -> new Input.Encoded(bytes, mediaType));
  }

  /** The model as one of any values of JSON: maps, lists, texts and numbers of Java. */
  public Predictor<Object> values() {
    return predictor(value -> new Input.Value(Json.MAPPER.valueToTree(value)));
  }

  private <X> Predictor<X> predictor(Function<X, Input> input) {
    return new Predictor<>() {
      @Override
      public double[][] predict(List<X> inputs) {
        return call().answers(inputs.stream().map(input).toList()).stream()
            .map(Answer::values)
            .toArray(double[][]::new);
      }

      @Override
      public Map<String, String> provenance() {
        return RemoteModel.this.provenance();
      }
    };
  }

  /** Why the endpoint is given up, if it is: the last request failed after all its retries. */
  public Optional<String> dead() {
    return requests.dead();
  }

  /** How many answers are kept in the file given, of this run and those before. */
  public int keptAnswers() {
    return kept.map(KeptAnswers::count).orElse(0);
  }

  /** Removes the file of kept answers, once nothing is left to be asked. */
  public void forgetKeptAnswers() {
    kept.ifPresent(KeptAnswers::delete);
  }

  /** A call of the model that has not begun. */
  Call call() {
    return new Call(requests, free);
  }

  /** How the numbers of an input are sent. */
  Datatype datatype(TensorInfo input) {
    return wire.datatype(input);
  }

  /** The output that is asked for, as far as the endpoint's settings say. */
  Optional<String> output() {
    return endpoint.output().or(() -> Optional.ofNullable(wire.facts().get("output")));
  }

  @Override
  public void close() {
    kept.ifPresent(KeptAnswers::close);
    wire.close();
  }

  @Override
  public String toString() {
    return name() + " at " + endpoint;
  }
}
