package ai.pami.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.pami.image.Channels;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.Preprocessing;
import ai.pami.image.picture.Picture;
import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import ai.pami.model.TensorModel;
import ai.pami.onnx.OnnxFunction;
import ai.pami.onnx.OnnxModel;
import ai.pami.onnx.OnnxOptions;
import ai.pami.target.Targets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A picture explained through an endpoint, against the same model in this process. */
@Timeout(120)
class RemoteTensorsTest {
  private static final TensorInfo SHAPE =
      new TensorInfo("instances", ElementType.FLOAT32, List.of(-1, 3, 48, 192));

  private static ServedModel served;
  private static ImageExplanation local;

  @BeforeAll
  static void explainLocally() {
    served = ServedModel.open();
    try (OnnxModel model =
        OnnxModel.of(ServedModel.NAME, ServedModel.bytes(), OnnxOptions.defaults())) {
      local = explain(model, 2, 1);
    }
  }

  @AfterAll
  static void close() {
    served.close();
  }

  private static ImageExplanation explain(TensorModel model, int threads, int target) {
    byte[] rgb = new byte[3 * 192 * 48];
    new Random(7).nextBytes(rgb);
    Preprocessing preprocessing =
        Preprocessing.UNIT.ordered(Channels.BGR).normalised(1 / 127.5, 1, 1).sized(48, 192);
    return ImageExplainer.of(model, preprocessing)
        .threads(threads)
        .budget(120)
        .explain(Picture.of(192, 48, rgb), Targets.index(target));
  }

  private static double[] map(ImageExplanation explanation) {
    return explanation.explanation().targets().get(0).map().values();
  }

  private static ImageExplanation through(Endpoint.Builder endpoint, boolean described) {
    try (RemoteModel model = RemoteModel.open(endpoint.build())) {
      int target = endpoint.build().scores().isPresent() ? 0 : 1;
      return explain(described ? model.tensors() : model.tensors(SHAPE), 8, target);
    }
  }

  @Test
  void binaryTensorsGiveTheSameBits() {
    try (ModelServer server = ModelServer.of(served)) {
      ImageExplanation remote = through(Endpoint.at(server.address("/v2/models/direction")), true);
      assertThat(map(remote)).containsExactly(map(local));
      assertThat(server.inputs()).isEqualTo((int) remote.explanation().cost().calls());
    }
  }

  @Test
  void jsonTensorsGiveTheSameNumbers() {
    try (ModelServer server = ModelServer.of(served).jsonOnly()) {
      ImageExplanation remote = through(Endpoint.at(server.address("/v2/models/direction")), true);
      assertThat(map(remote)).containsExactly(map(local), within(1e-6));
    }
  }

  @Test
  void versionOneGivesTheSameNumbers() {
    try (ModelServer server = ModelServer.of(served)) {
      ImageExplanation remote = through(Endpoint.at(server.address("/v1/models/direction")), false);
      assertThat(map(remote)).containsExactly(map(local), within(1e-6));
    }
  }

  @Test
  void torchServeGivesTheSameNumbers() {
    try (ModelServer server = ModelServer.of(served)) {
      ImageExplanation remote =
          through(Endpoint.at(server.address("/predictions/direction")).scores("/down"), false);
      assertThat(map(remote)).containsExactly(map(local), within(1e-6));
    }
  }

  @Test
  void grpcGivesTheSameBits() {
    try (GrpcModelServer server = new GrpcModelServer(served)) {
      assertThat(map(through(Endpoint.at(server.address()), true))).containsExactly(map(local));
    }
  }

  /** A network of the size that people use; skipped where the evaluation data is absent. */
  @Test
  void squeezeNetIsExplainedToTheSameBits() {
    Path file =
        Path.of(System.getProperty("pami.eval", "shared/eval"), "models", "squeezenet1.1.onnx");
    assumeTrue(Files.isRegularFile(file), "no evaluation data: " + file);
    try (OnnxModel model = OnnxModel.open(file);
        ServedModel squeezeNet = ServedModel.of(OnnxFunction.open(file));
        ModelServer server = ModelServer.of(squeezeNet);
        RemoteModel remote =
            RemoteModel.open(Endpoint.at(server.address("/v2/models/direction")).build())) {
      byte[] rgb = new byte[3 * 64 * 64];
      new Random(8).nextBytes(rgb);
      Picture picture = Picture.of(64, 64, rgb);
      ImageExplainer explainer =
          ImageExplainer.of(model, Preprocessing.IMAGENET_CAFFE).threads(2).budget(80);
      ImageExplainer through =
          ImageExplainer.of(remote.tensors(), Preprocessing.IMAGENET_CAFFE).threads(8).budget(80);
      assertThat(map(through.explain(picture, Targets.top(1))))
          .containsExactly(map(explainer.explain(picture, Targets.top(1))));
    }
  }
}
