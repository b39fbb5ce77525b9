package ai.pami.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import ai.pami.tabular.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A network of two layers with weights drawn from a seed: once as a model in DJL's files that
 * PyTorch runs, once as a few loops in Java.
 */
final class SmallNetwork {
  static final List<String> CLASSES = List.of("cat", "dog", "fish");
  private static final int INPUTS = 4;
  private static final int HIDDEN = 8;
  private static final String NAME = "small";

  /** {@code [to][from]}, and {@code [to]}. */
  private final float[][][] weights = new float[2][][];

  private final float[][] biases = new float[2][];

  SmallNetwork(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] widths = {INPUTS, HIDDEN, CLASSES.size()};
    for (int layer = 0; layer < 2; layer++) {
      weights[layer] = new float[widths[layer + 1]][widths[layer]];
      biases[layer] = new float[widths[layer + 1]];
      for (int to = 0; to < biases[layer].length; to++) {
        biases[layer][to] = (float) random.nextDouble(-1, 1);
        for (int from = 0; from < widths[layer]; from++) {
          weights[layer][to][from] = (float) random.nextDouble(-1, 1);
        }
      }
    }
  }

  private static SequentialBlock block() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(HIDDEN).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(CLASSES.size()).build());
  }

  /** Writes the model's file into a folder. */
  void save(Path folder) throws IOException {
    try (Model model = Model.newInstance(NAME)) {
      SequentialBlock block = block();
      NDManager manager = model.getNDManager();
      block.initialize(manager, DataType.FLOAT32, new Shape(1, INPUTS));
      for (int layer = 0; layer < 2; layer++) {
        var parameters = block.getChildren().valueAt(2 * layer).getParameters();
        try (NDArray weight = manager.create(weights[layer]);
            NDArray bias = manager.create(biases[layer])) {
          weight.copyTo(parameters.valueAt(0).getArray());
          bias.copyTo(parameters.valueAt(1).getArray());
        }
      }
      model.setBlock(block);
      model.save(folder, NAME);
    }
  }

  /** Opens what {@link #save} wrote, as DJL's model zoo opens models. */
  static ZooModel<Row, Classifications> open(
      Path folder, Translator<Row, Classifications> translator)
      throws ModelNotFoundException, MalformedModelException, IOException {
    return Criteria.builder()
        .setTypes(Row.class, Classifications.class)
        .optModelPath(folder)
        .optModelName(NAME)
        .optBlock(block())
        .optTranslator(translator)
        .build()
        .loadModel();
  }

  /** The same, computed here: a probability a class. */
  double[] probabilities(double[] input) {
    double[] values = input;
    for (int layer = 0; layer < 2; layer++) {
      double[] sums = new double[biases[layer].length];
      for (int to = 0; to < sums.length; to++) {
        sums[to] = biases[layer][to];
        for (int from = 0; from < values.length; from++) {
          sums[to] += weights[layer][to][from] * values[from];
        }
        sums[to] = layer == 0 ? Math.max(0, sums[to]) : Math.exp(sums[to]);
      }
      values = sums;
    }
    double sum = values[0] + values[1] + values[2];
    return new double[] {values[0] / sum, values[1] / sum, values[2] / sum};
  }

  /** Rows in, classes out. */
  static class RowTranslator implements Translator<Row, Classifications> {
    @Override
    public NDList processInput(TranslatorContext context, Row row) {
      float[] numbers = new float[row.cells().size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) row.number(i);
      }
      return new NDList(context.getNDManager().create(numbers));
    }

    @Override
    public Classifications processOutput(TranslatorContext context, NDList list) {
      return classes(CLASSES, list.singletonOrThrow().softmax(0).toFloatArray());
    }

    static Classifications classes(List<String> names, float[] values) {
      List<Double> probabilities = new ArrayList<>();
      for (float value : values) {
        probabilities.add((double) value);
      }
      return new Classifications(names, probabilities);
    }
  }
}
