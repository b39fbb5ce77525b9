package ai.pami.http;

import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import java.util.Arrays;
import java.util.List;

/**
 * What a server of the Open Inference Protocol tells of a model.
 *
 * @param versions those it has
 */
record V2Model(
    String name,
    List<String> versions,
    String platform,
    List<TensorMetadata> inputs,
    List<TensorMetadata> outputs) {

  /**
   * A tensor.
   *
   * @param datatype as the server writes it
   * @param shape batch axis first; below 0 where any extent is accepted
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on within this package, never compared
  record TensorMetadata(String name, String datatype, int[] shape) {
    Datatype type() {
      return Datatype.named(datatype)
          .orElseThrow(
              () ->
                  RemoteFailure.lasting(
                      "the tensor '%s' has the datatype %s, which is not known here"
                          .formatted(name, datatype)));
    }

    TensorInfo info() {
      return new TensorInfo(
          name,
          Datatype.named(datatype).map(Datatype::type).orElse(ElementType.OTHER),
          Arrays.stream(shape).map(e -> e < 0 ? TensorInfo.FREE : e).boxed().toList());
    }
  }
}
