package ai.pami.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.pami.PamiException;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.ImageExplainer;
import ai.pami.image.Preprocessing;
import ai.pami.image.picture.Picture;
import ai.pami.model.Batch;
import ai.pami.model.Outputs;
import ai.pami.target.Targets;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Models of one tensor that PyTorch runs, beside loops in Java. */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64",
    disabledReason = "skipped: the tests' PyTorch is for Linux on x86-64")
class DjlTensorModelTest {
  private static final int SIDE = 48;
  private Model model;

  @BeforeEach
  void open() {
    model = Model.newInstance("pictures");
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void aConvolutionAnswersAsLoopsDo() {
    Conv2d convolution =
        Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(2).optBias(true).build();
    convolution.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, 3, 6, 5));
    SplittableRandom random = new SplittableRandom(2);
    float[] weights = fractions(random, 2 * 3 * 9);
    float[] bias = {0.5f, -2};
    try (NDArray w = model.getNDManager().create(weights, new Shape(2, 3, 3, 3));
        NDArray b = model.getNDManager().create(bias)) {
      w.copyTo(convolution.getParameters().valueAt(0).getArray());
      b.copyTo(convolution.getParameters().valueAt(1).getArray());
    }
    model.setBlock(convolution);
    float[][] inputs = new float[4][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = fractions(random, 3 * 6 * 5);
    }
    try (DjlTensorModel pictures = DjlTensorModel.of(model, 3, -1, -1);
        Batch<ByteBuffer> batch = pictures.shaped(3, 6, 5).allocate(3)) {
      for (int[] asked : new int[][] {{0, 1, 2}, {3}, {2, 0}}) {
        for (int i = 0; i < asked.length; i++) {
          batch.slot(i).asFloatBuffer().put(inputs[asked[i]]);
        }
        Outputs outputs = batch.run(asked.length);
        assertThat(outputs.count()).isEqualTo(asked.length);
        for (int i = 0; i < asked.length; i++) {
          assertThat(outputs.get(i).shape()).containsExactly(2, 4, 3);
          assertThat(outputs.get(i).toArray())
              .containsExactly(convolved(inputs[asked[i]], weights, bias), within(1e-5f));
        }
      }
    }
  }

  private static float[] fractions(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble(-1, 1);
    }
    return numbers;
  }

  private static float[] convolved(float[] input, float[] weights, float[] bias) {
    float[] out = new float[2 * 4 * 3];
    for (int at = 0; at < out.length; at++) {
      int filter = at / 12;
      double sum = bias[filter];
      for (int w = 0; w < 27; w++) {
        int y = at / 3 % 4 + w / 3 % 3;
        int x = at % 3 + w % 3;
        sum += weights[filter * 27 + w] * input[w / 9 * 30 + y * 5 + x];
      }
      out[at] = (float) sum;
    }
    return out;
  }

  private static NDArray mean(NDArray values) {
    return values.mean(new int[] {2}).mean(new int[] {1}, true);
  }

  /** The mean red of a rectangle, and of everything. */
  private void setReds() {
    model.setBlock(
        new LambdaBlock(
            list -> {
              NDArray red = list.singletonOrThrow().get(":, 0");
              NDArray part = mean(red.get(":, 10:22, 28:40"));
              return new NDList(part.concat(mean(red), 1), red);
            }));
  }

  @Test
  void aPictureIsExplainedByWhatTheModelLooksAt() {
    setReds();
    float[] rgb = new float[SIDE * SIDE * 3];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int y = i / SIDE;
      int x = i % SIDE;
      boolean inside = y >= 10 && y < 22 && x >= 28 && x < 40;
      rgb[3 * i] = inside ? 1 : (40 + (x * 7 + y * 13) % 60) / 255f;
      rgb[3 * i + 1] = (x * 5) % 200 / 255f;
      rgb[3 * i + 2] = (y * 5) % 200 / 255f;
    }
    try (DjlTensorModel pictures = DjlTensorModel.of(model, 3, SIDE, SIDE)) {
      ImportanceMap map =
          ImageExplainer.of(pictures, Preprocessing.UNIT)
              .threads(2)
              .budget(400)
              .explain(Picture.of(SIDE, SIDE, rgb), Targets.index(0))
              .map(0);
      double inside = 0;
      double outside = 0;
      for (int i = 0; i < SIDE * SIDE; i++) {
        int y = i / SIDE;
        int x = i % SIDE;
        if (y >= 10 && y < 22 && x >= 28 && x < 40) {
          inside += map.value(i) / 144;
        } else {
          outside += map.value(i) / (SIDE * SIDE - 144);
        }
      }
      assertThat(map.peak() / SIDE).isBetween(10, 21);
      assertThat(map.peak() % SIDE).isBetween(28, 39);
      assertThat(inside).isGreaterThan(3 * outside);
    }
  }

  @Test
  void shapesOutputsAndClosedModelsAreNamed() {
    setReds();
    try (DjlTensorModel pictures = DjlTensorModel.output(model, 7, 3, SIDE, SIDE)) {
      assertThatThrownBy(() -> pictures.shaped(1, SIDE, SIDE))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("can't take [1, 48, 48]");
      try (Batch<ByteBuffer> batch = pictures.shaped(3, SIDE, SIDE).allocate(1)) {
        assertThatThrownBy(() -> batch.run(1))
            .isInstanceOf(PamiException.class)
            .hasMessage("pictures has no output 7: it answers with 2, numbered from 0");
      }
    }
    model.setBlock(new LambdaBlock(list -> new NDList(list.singletonOrThrow().sum())));
    DjlTensorModel sum = DjlTensorModel.of(model, 2);
    try (Batch<ByteBuffer> batch = sum.shaped(2).allocate(2)) {
      assertThatThrownBy(() -> batch.run(2))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("output 0 has the shape [] for 2 inputs");
      sum.close();
      assertThatThrownBy(() -> batch.run(2))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("pictures is closed");
    }
  }
}
