package ai.pami.http;

import ai.pami.http.inference.GRPCInferenceServiceGrpc;
import ai.pami.http.inference.ModelInferRequest;
import ai.pami.http.inference.ModelInferResponse;
import ai.pami.http.inference.ModelMetadataRequest;
import ai.pami.http.inference.ModelMetadataResponse;
import ai.pami.model.Tensor;
import ai.pami.model.TensorInfo;
import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A real server of a real model by gRPC. */
final class GrpcModelServer extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase
    implements AutoCloseable {
  private final ServedModel model;
  private final Server server;
  private final AtomicInteger requests = new AtomicInteger();
  private final List<String> authorisations = new CopyOnWriteArrayList<>();
  private volatile IntFunction<Status> failures = request -> Status.OK;
  private volatile boolean typed;

  GrpcModelServer(ServedModel model) {
    this.model = model;
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .intercept(new Listening())
            .maxInboundMessageSize(64 << 20)
            .build();
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What each request, counted from 1, is refused with. */
  GrpcModelServer failures(IntFunction<Status> failures) {
    this.failures = failures;
    return this;
  }

  /** Answers in the typed fields, not raw. */
  GrpcModelServer typed() {
    typed = true;
    return this;
  }

  String address() {
    return "grpc://localhost:%d/%s".formatted(server.getPort(), ServedModel.NAME);
  }

  int requests() {
    return requests.get();
  }

  List<String> authorisations() {
    return authorisations;
  }

  private final class Listening implements ServerInterceptor {
    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
        ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
      authorisations.add(
          String.valueOf(
              headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER))));
      return next.startCall(call, headers);
    }
  }

  @Override
  public void modelMetadata(
      ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> to) {
    if (!request.getName().equals(ServedModel.NAME)) {
      to.onError(Status.NOT_FOUND.withDescription("unknown model").asRuntimeException());
      return;
    }
    to.onNext(
        ModelMetadataResponse.newBuilder()
            .setName(ServedModel.NAME)
            .setPlatform("onnx")
            .addVersions("1")
            .addInputs(tensor(model.input()))
            .addOutputs(tensor(model.output()))
            .build());
    to.onCompleted();
  }

  private static ModelMetadataResponse.TensorMetadata tensor(TensorInfo info) {
    var tensor =
        ModelMetadataResponse.TensorMetadata.newBuilder().setName(info.name()).setDatatype("FP32");
    info.shape().forEach(tensor::addShape);
    return tensor.build();
  }

  @Override
  public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> to) {
    Status refused = failures.apply(requests.incrementAndGet());
    if (!refused.isOk()) {
      to.onError(refused.asRuntimeException());
      return;
    }
    var input = request.getInputs(0);
    int[] shape = input.getShapeList().stream().mapToInt(Math::toIntExact).toArray();
    ByteBuffer raw =
        request.getRawInputContents(0).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[raw.remaining() / 4];
    raw.asFloatBuffer().get(values);
    Tensor answered = model.run(Tensor.of(values, shape));
    var output =
        ModelInferResponse.InferOutputTensor.newBuilder()
            .setName(model.output().name())
            .setDatatype("FP32");
    for (int extent : answered.shape()) {
      output.addShape(extent);
    }
    var response = ModelInferResponse.newBuilder().setModelName(ServedModel.NAME);
    if (typed) {
      for (float value : answered.floats()) {
        output.getContentsBuilder().addFp32Contents(value);
      }
    } else {
      ByteBuffer bytes =
          ByteBuffer.allocate(4 * answered.floats().length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(answered.floats());
      response.addRawOutputContents(ByteString.copyFrom(bytes));
    }
    to.onNext(response.addOutputs(output).build());
    to.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
