package ai.pami.http;

import ai.pami.model.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** The Open Inference Protocol, version 2: inputs become tensors, whatever carries them. */
final class V2Wire implements Wire {
  private final Endpoint endpoint;
  private final V2Transport transport;
  private final V2Model model;
  private final Optional<String> output;

  /**
   * A wire to a model.
   *
   * @param model what the server told of it
   */
  V2Wire(Endpoint endpoint, V2Transport transport, V2Model model) {
    this.endpoint = endpoint;
    this.transport = transport;
    this.model = model;
    this.output =
        endpoint
            .output()
            .or(() -> model.outputs().stream().map(V2Model.TensorMetadata::name).findFirst());
    endpoint.output().ifPresent(name -> require(model.outputs(), name, "output"));
    endpoint.input().ifPresent(name -> require(model.inputs(), name, "input"));
  }

  private void require(List<V2Model.TensorMetadata> tensors, String name, String what) {
    List<String> names = tensors.stream().map(V2Model.TensorMetadata::name).toList();
    if (!names.isEmpty() && !names.contains(name)) {
      throw RemoteFailure.lasting(
          "%s has no %s '%s': it has %s"
              .formatted(endpoint.shown(), what, name, String.join(", ", names)));
    }
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public List<TensorInfo> inputs() {
    return model.inputs().stream().map(V2Model.TensorMetadata::info).toList();
  }

  @Override
  public List<TensorInfo> outputs() {
    return model.outputs().stream().map(V2Model.TensorMetadata::info).toList();
  }

  @Override
  public Datatype datatype(TensorInfo input) {
    return model.inputs().stream()
        .filter(told -> told.name().equals(input.name()))
        .map(V2Model.TensorMetadata::type)
        .filter(type -> type.type() == input.type())
        .findFirst()
        .orElseGet(() -> Wire.super.datatype(input));
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    if (!model.platform().isEmpty()) {
      facts.put("platform", model.platform());
    }
    if (!model.versions().isEmpty()) {
      facts.put("versions", String.join(", ", model.versions()));
    }
    output.ifPresent(name -> facts.put("output", name));
    return facts;
  }

  @Override
  public int most() {
    return exactly().orElse(Integer.MAX_VALUE);
  }

  @Override
  public OptionalInt exactly() {
    return model.inputs().stream()
        .filter(input -> input.shape().length > 1 && input.shape()[0] > 0)
        .mapToInt(input -> input.shape()[0])
        .findFirst();
  }

  /** The tensor that inputs of one tensor go into, if the server told of it. */
  private Optional<V2Model.TensorMetadata> only() {
    return endpoint
        .input()
        .flatMap(name -> model.inputs().stream().filter(i -> i.name().equals(name)).findFirst())
        .or(() -> endpoint.input().isPresent() ? Optional.empty() : first());
  }

  private Optional<V2Model.TensorMetadata> first() {
    if (model.inputs().size() > 1) {
      throw RemoteFailure.lasting(
          "%s has %d inputs, %s: say which one with --input"
              .formatted(
                  endpoint.shown(),
                  model.inputs().size(),
                  String.join(
                      ", ", model.inputs().stream().map(V2Model.TensorMetadata::name).toList())));
    }
    return model.inputs().stream().findFirst();
  }

  @Override
  public CompletableFuture<List<Answer>> ask(List<Input> inputs) {
    List<V2Tensor> tensors =
        inputs.get(0) instanceof Input.Tensors ? stacked(inputs) : List.of(texts(inputs));
    return HttpTransport.then(
        transport.infer(tensors, output),
        (answer, failure) -> {
          if (failure != null) {
            throw RemoteFailures.of(endpoint, failure);
          }
          return List.of(answer.answers(endpoint.shown(), inputs.size()));
        });
  }

  /** Items of tensors, one after another. */
  private static List<V2Tensor> stacked(List<Input> inputs) {
    List<Input.Slice> first = ((Input.Tensors) inputs.get(0)).slices();
    List<V2Tensor> tensors = new ArrayList<>();
    for (int t = 0; t < first.size(); t++) {
      Input.Slice slice = first.get(t);
      int size = 0;
      for (Input input : inputs) {
        size = Math.addExact(size, ((Input.Tensors) input).slices().get(t).data().remaining());
      }
      ByteBuffer data = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      for (Input input : inputs) {
        data.put(((Input.Tensors) input).slices().get(t).data().duplicate());
      }
      int[] shape = new int[slice.shape().length + 1];
      shape[0] = inputs.size();
      System.arraycopy(slice.shape(), 0, shape, 1, slice.shape().length);
      tensors.add(new V2Tensor(slice.name(), slice.type(), shape, data.flip(), false));
    }
    return tensors;
  }

  /** A tensor of texts, or of files. */
  private V2Tensor texts(List<Input> inputs) {
    Optional<V2Model.TensorMetadata> told = only();
    String name = endpoint.input().or(() -> told.map(V2Model.TensorMetadata::name)).orElse("input");
    List<byte[]> all = new ArrayList<>();
    int size = 0;
    for (Input input : inputs) {
      byte[] bytes = bytes(input);
      all.add(bytes);
      size = Math.addExact(size, Integer.BYTES + bytes.length);
    }
    if (told.isPresent() && !told.get().datatype().equals(Datatype.BYTES.name())) {
      throw RemoteFailure.lasting(
          "%s: the input %s takes no texts or files; send it tensors (--send tensor)"
              .formatted(endpoint.shown(), told.get().info()));
    }
    ByteBuffer data = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    all.forEach(bytes -> data.putInt(bytes.length).put(bytes));
    boolean column = told.isPresent() && told.get().shape().length == 2;
    int[] shape = column ? new int[] {inputs.size(), 1} : new int[] {inputs.size()};
    boolean files = inputs.get(0) instanceof Input.Encoded;
    return new V2Tensor(name, Datatype.BYTES, shape, data.flip(), files);
  }

  private static byte[] bytes(Input input) {
    if (input instanceof Input.Text text) {
      return text.text().getBytes(StandardCharsets.UTF_8);
    }
    if (input instanceof Input.Encoded file) {
      return file.bytes();
    }
    return ((Input.Value) input).json().toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    transport.close();
  }
}
