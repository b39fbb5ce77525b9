package ai.pami.http;

import ai.pami.model.TensorInfo;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** One protocol's way of asking one model. Thread-safe. */
interface Wire extends AutoCloseable {
  /** The model's name, for messages and records. */
  String name();

  /** The tensors the server says the model takes; empty where it does not say. */
  List<TensorInfo> inputs();

  /** The tensors the server says the model answers with; empty where it does not say. */
  List<TensorInfo> outputs();

  /** How the numbers of an input are sent. */
  default Datatype datatype(TensorInfo input) {
    return switch (input.type()) {
      case FLOAT32 -> Datatype.FP32;
      case FLOAT16 -> Datatype.FP16;
      case UINT8 -> Datatype.UINT8;
      case INT64 -> Datatype.INT64;
      case INT32 -> Datatype.INT32;
      case STRING -> Datatype.BYTES;
      case OTHER -> throw RemoteFailure.lasting("the input %s can't be sent".formatted(input));
    };
  }

  /** What else identifies the model in a record. */
  Map<String, String> facts();

  /** Inputs a request at the most. */
  int most();

  /** The only number of inputs that a request may have, if there is but one. */
  OptionalInt exactly();

  /**
   * Makes one request, once. Cancelling what is returned ends it.
   *
   * @param inputs of one kind, 1..{@link #most()}
   * @return an answer an input; fails with a {@link RemoteFailure}
   */
  CompletableFuture<List<Answer>> ask(List<Input> inputs);

  @Override
  void close();
}
