package ai.pami.http;

import ai.pami.PamiException;
import ai.pami.http.inference.GRPCInferenceServiceGrpc;
import ai.pami.http.inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceFutureStub;
import ai.pami.http.inference.InferTensorContents;
import ai.pami.http.inference.ModelInferRequest;
import ai.pami.http.inference.ModelInferResponse;
import ai.pami.http.inference.ModelMetadataRequest;
import ai.pami.http.inference.ModelMetadataResponse;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;

/** The Open Inference Protocol by gRPC; tensors are sent raw, which keeps every bit. */
final class V2Grpc implements V2Transport {
  private static final int LARGEST_ANSWER = 256 << 20;
  private static final Pattern PATH =
      Pattern.compile("(?:/v2/models)?/([^/]+)(?:/versions/([^/]+))?(?:/infer)?/?");

  private final Endpoint endpoint;
  private final ManagedChannel channel;
  private final GRPCInferenceServiceFutureStub service;
  private final String model;
  private final String version;

  V2Grpc(Endpoint endpoint) {
    this.endpoint = endpoint;
    Matcher path = PATH.matcher(Optional.ofNullable(endpoint.address().getPath()).orElse(""));
    if (!path.matches()) {
      throw new IllegalArgumentException(
          "%s does not name a model: an address of gRPC is grpc://host:port/NAME"
              .formatted(endpoint.shown()));
    }
    this.model = path.group(1);
    this.version = Optional.ofNullable(path.group(2)).orElse("");
    String scheme = endpoint.address().getScheme().toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("grpcs") || scheme.equals("https");
    int port = endpoint.address().getPort();
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(
                endpoint.address().getHost(), port > 0 ? port : secure ? 443 : 80)
            .maxInboundMessageSize(LARGEST_ANSWER);
    if (!secure) {
      builder.usePlaintext();
    } else if (endpoint.authority().isPresent()) {
      trust(builder);
    }
    this.channel = builder.build();
    this.service =
        GRPCInferenceServiceGrpc.newFutureStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers()));
  }

  private void trust(NettyChannelBuilder builder) {
    try {
      Certificates.trusting(endpoint.authority().orElseThrow()); // says what is wrong with it
      builder.sslContext(
          GrpcSslContexts.forClient()
              .trustManager(endpoint.authority().orElseThrow().toFile())
              .build());
    } catch (IOException e) {
      throw new PamiException(
          "certificates can't be read: " + endpoint.authority().orElseThrow(), e);
    }
  }

  private Metadata headers() {
    Metadata headers = new Metadata();
    endpoint
        .headers()
        .forEach(
            (name, value) ->
                headers.put(
                    Metadata.Key.of(
                        name.toLowerCase(Locale.ROOT), Metadata.ASCII_STRING_MARSHALLER),
                    value));
    return headers;
  }

  private GRPCInferenceServiceFutureStub limited() {
    return service.withDeadlineAfter(endpoint.timeout().toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public CompletableFuture<V2Model> metadata() {
    return answer(
        limited()
            .modelMetadata(
                ModelMetadataRequest.newBuilder().setName(model).setVersion(version).build()),
        this::described);
  }

  private V2Model described(ModelMetadataResponse told) {
    return new V2Model(
        told.getName().isEmpty() ? model : told.getName(),
        List.copyOf(told.getVersionsList()),
        told.getPlatform(),
        tensors(told.getInputsList()),
        tensors(told.getOutputsList()));
  }

  private static List<V2Model.TensorMetadata> tensors(
      List<ModelMetadataResponse.TensorMetadata> told) {
    return told.stream()
        .map(
            one ->
                new V2Model.TensorMetadata(
                    one.getName(),
                    one.getDatatype(),
                    one.getShapeList().stream().mapToInt(Math::toIntExact).toArray()))
        .toList();
  }

  @Override
  public CompletableFuture<V2Tensor> infer(List<V2Tensor> inputs, Optional<String> output) {
    ModelInferRequest.Builder request =
        ModelInferRequest.newBuilder().setModelName(model).setModelVersion(version);
    for (V2Tensor input : inputs) {
      var tensor =
          ModelInferRequest.InferInputTensor.newBuilder()
              .setName(input.name())
              .setDatatype(input.type().name());
      for (int extent : input.shape()) {
        tensor.addShape(extent);
      }
      request.addInputs(tensor);
      request.addRawInputContents(ByteString.copyFrom(input.data().duplicate()));
    }
    output.ifPresent(
        name ->
            request.addOutputs(
                ModelInferRequest.InferRequestedOutputTensor.newBuilder().setName(name)));
    return answer(limited().modelInfer(request.build()), answered -> tensor(answered, output));
  }

  private V2Tensor tensor(ModelInferResponse answered, Optional<String> wanted) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < answered.getOutputsCount(); i++) {
      var tensor = answered.getOutputs(i);
      if (wanted.isEmpty() || wanted.get().equals(tensor.getName())) {
        int[] shape = tensor.getShapeList().stream().mapToInt(Math::toIntExact).toArray();
        Datatype told =
            new V2Model.TensorMetadata(tensor.getName(), tensor.getDatatype(), shape).type();
        return i < answered.getRawOutputContentsCount()
            ? new V2Tensor(
                tensor.getName(),
                told,
                shape,
                answered
                    .getRawOutputContents(i)
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN),
                false)
            : new V2Tensor(
                tensor.getName(),
                told == Datatype.BYTES ? told : Datatype.FP64,
                shape,
                doubles(tensor.getContents()),
                false);
      }
      names.add(tensor.getName());
    }
    throw RemoteFailure.lasting(
        "%s answered without %s; it has the outputs %s"
            .formatted(
                endpoint.shown(),
                wanted.map(name -> "the output '" + name + "'").orElse("any output"),
                names));
  }

  /** What stands in the typed fields; one of them is filled. */
  private static ByteBuffer doubles(InferTensorContents contents) {
    List<Number> numbers = new ArrayList<>();
    numbers.addAll(contents.getFp32ContentsList());
    numbers.addAll(contents.getFp64ContentsList());
    numbers.addAll(contents.getIntContentsList());
    numbers.addAll(contents.getInt64ContentsList());
    contents.getUintContentsList().forEach(n -> numbers.add(Integer.toUnsignedLong(n)));
    numbers.addAll(contents.getUint64ContentsList());
    contents.getBoolContentsList().forEach(b -> numbers.add(b ? 1 : 0));
    ByteBuffer data =
        ByteBuffer.allocate(Math.multiplyExact(8, numbers.size())).order(ByteOrder.LITTLE_ENDIAN);
    numbers.forEach(number -> data.putDouble(number.doubleValue()));
    return data.flip();
  }

  private <A, B> CompletableFuture<B> answer(ListenableFuture<A> asked, Function<A, B> use) {
    CompletableFuture<B> answer = new CompletableFuture<>();
    asked.addListener(
        () -> {
          try {
            answer.complete(use.apply(asked.get()));
          } catch (ExecutionException e) {
            answer.completeExceptionally(failure(e.getCause()));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.completeExceptionally(e);
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        },
        Runnable::run);
    CompletableFuture<B> unused =
        answer.whenComplete(
            (value, failure) -> {
              if (answer.isCancelled()) {
                asked.cancel(true);
              }
            });
    return answer;
  }

  private RemoteFailure failure(Throwable cause) {
    Status status = Status.fromThrowable(cause);
    String said = status.getDescription() == null ? "" : status.getDescription();
    String answered =
        "%s answered %s%s"
            .formatted(
                endpoint.shown(),
                status.getCode(),
                said.isEmpty() ? "" : " (" + endpoint.withoutSecrets(said) + ")");
    return switch (status.getCode()) {
      case UNAVAILABLE -> unavailable(status, cause);
      case DEADLINE_EXCEEDED ->
          RemoteFailure.passing(
              "%s: no answer within %s s (--timeout)"
                  .formatted(endpoint.shown(), endpoint.timeout().toMillis() / 1000.0),
              Optional.empty(),
              cause);
      case RESOURCE_EXHAUSTED, ABORTED, INTERNAL, UNKNOWN ->
          RemoteFailure.passing(answered, Optional.empty(), cause);
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          RemoteFailure.lasting(
              answered + ": give a token (--bearer-token-env) or header (--header) it accepts",
              cause);
      case NOT_FOUND ->
          RemoteFailure.lasting(
              answered + ": there is no such model; check the address and the model's name", cause);
      case UNIMPLEMENTED ->
          RemoteFailure.lasting(
              answered + ": it does not speak the Open Inference Protocol; check the port", cause);
      default -> RemoteFailure.lasting(answered, cause);
    };
  }

  private RemoteFailure unavailable(Status status, Throwable cause) {
    for (Throwable t = status.getCause(); t != null; t = t.getCause()) {
      if (t instanceof UnknownHostException) {
        return RemoteFailure.lasting(
            "%s: there is no such host: check the address".formatted(endpoint.shown()), cause);
      }
      if (t instanceof SSLHandshakeException) {
        return RemoteFailure.lasting(
            "%s: no secure connection: %s; give the certificate of its authority (--ca)"
                .formatted(endpoint.shown(), t.getMessage()),
            cause);
      }
    }
    return RemoteFailure.passing(
        "%s can't be reached or lost the connection: %s"
            .formatted(endpoint.shown(), status.getDescription()),
        Optional.empty(),
        cause);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
