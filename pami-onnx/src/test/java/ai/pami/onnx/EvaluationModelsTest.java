package ai.pami.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.pami.model.ElementType;
import ai.pami.model.TensorInfo;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real networks; skipped where the shared evaluation data is absent. */
@Timeout(120)
class EvaluationModelsTest {
  private static final Path EVALUATION = Path.of(System.getProperty("pami.eval", "shared/eval"));
  private static final int SIDE = 224;

  /** Blue, green, red. */
  private static final double[] CAFFE_MEANS = {103.9, 116.8, 123.7};

  @BeforeEach
  void needsEvaluationData() {
    assumeTrue(
        Files.isDirectory(EVALUATION.resolve("models")),
        "no evaluation data in " + EVALUATION + "; set -Dpami.eval");
  }

  private static OnnxModel open(String name) {
    return OnnxModel.open(EVALUATION.resolve("models").resolve(name));
  }

  private static List<Path> references() throws IOException {
    try (Stream<Path> folders = Files.list(EVALUATION.resolve("reference"))) {
      return folders.sorted().toList();
    }
  }

  private static BufferedImage picture(Path reference) throws IOException {
    return ImageIO.read(reference.resolve("input224.png").toFile());
  }

  private static double number(Path reference, String name) throws IOException {
    String json = Files.readString(reference.resolve("target.json"));
    Matcher matcher = Pattern.compile("\"" + name + "\":\\s*([-+0-9.eE]+)").matcher(json);
    assertThat(matcher.find()).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  /** {@code [3][224][224]}, blue first, 0..255 minus the means. */
  private static float[] blueFirst(BufferedImage picture) {
    float[] numbers = new float[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int rgb = picture.getRGB(i % SIDE, i / SIDE);
      for (int c = 0; c < 3; c++) {
        numbers[c * SIDE * SIDE + i] = (float) (((rgb >> (8 * c)) & 0xFF) - CAFFE_MEANS[c]);
      }
    }
    return numbers;
  }

  /** {@code [224][224][3]}, red first, -1..1. */
  private static float[] redLast(BufferedImage picture) {
    float[] numbers = new float[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int rgb = picture.getRGB(i % SIDE, i / SIDE);
      for (int c = 0; c < 3; c++) {
        numbers[3 * i + c] = (float) (((rgb >> (16 - 8 * c)) & 0xFF) / 127.5 - 1);
      }
    }
    return numbers;
  }

  @Test
  void squeezeNetGivesTheProbabilitiesOfTheReference() throws IOException {
    try (OnnxModel model = open("squeezenet1.1.onnx")) {
      assertThat(model.input())
          .isEqualTo(new TensorInfo("data", ElementType.FLOAT32, List.of(-1, 3, SIDE, SIDE)));
      assertThat(model.output())
          .isEqualTo(new TensorInfo("probabilities", ElementType.FLOAT32, List.of(-1, 1000)));
      List<Path> references = references();
      float[][] inputs = new float[references.size()][];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = blueFirst(picture(references.get(i)));
      }
      float[][] answers =
          Questions.of(ElementType.FLOAT32, inputs).ask(model.shaped(3, SIDE, SIDE), 2);
      for (int i = 0; i < inputs.length; i++) {
        int target = (int) number(references.get(i), "class_index");
        assertThat((double) answers[i][target])
            .isCloseTo(number(references.get(i), "probability"), within(1e-4));
      }
    }
  }

  @Test
  void mobileNetReadsChannelsLastAndGivesProbabilities() throws IOException {
    try (OnnxModel model = open("mobilenet_v2_1.0_224.onnx")) {
      assertThat(model.input())
          .isEqualTo(new TensorInfo("input", ElementType.FLOAT32, List.of(-1, SIDE, SIDE, 3)));
      assertThat(model.output())
          .isEqualTo(new TensorInfo("predictions", ElementType.FLOAT32, List.of(-1, 1001)));
      float[] input = redLast(picture(references().get(0)));
      float[] answer =
          Questions.of(ElementType.FLOAT32, input).ask(model.shaped(SIDE, SIDE, 3), 1)[0];
      double sum = 0;
      for (float probability : answer) {
        assertThat(probability).isBetween(0f, 1f);
        sum += probability;
      }
      assertThat(sum).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void answersOfNetworksAreTheSameBitsForAllBatchSizesAndThreads() throws IOException {
    float[] input = blueFirst(picture(references().get(0)));
    float[] other = blueFirst(picture(references().get(1)));
    Questions questions = Questions.of(ElementType.FLOAT32, input, other, input);
    float[][] reference = null;
    for (int threads : new int[] {1, 2}) {
      OnnxOptions options = OnnxOptions.defaults().withThreadsPerCall(threads);
      Path file = EVALUATION.resolve("models/squeezenet1.1.onnx");
      try (OnnxModel model = OnnxModel.open(file, options)) {
        for (int batch : new int[] {1, 2, 3}) {
          float[][] answers = questions.ask(model.shaped(3, SIDE, SIDE), batch);
          reference = reference == null ? answers : reference;
          assertThat(answers).isDeepEqualTo(reference);
        }
      }
    }
  }
}
