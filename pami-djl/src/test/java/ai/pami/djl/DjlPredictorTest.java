package ai.pami.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslatorContext;
import ai.pami.PamiException;
import ai.pami.model.Predictor;
import ai.pami.tabular.Column;
import ai.pami.tabular.Row;
import ai.pami.tabular.RowBackground;
import ai.pami.tabular.RowExplainer;
import ai.pami.target.Labels;
import ai.pami.target.Targets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A network that PyTorch runs beside the same one in Java. */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64",
    disabledReason = "skipped: the tests' PyTorch is for Linux on x86-64")
class DjlPredictorTest {
  private static final List<Column> COLUMNS =
      IntStream.range(0, 4).mapToObj(i -> new Column("c" + i, Column.Kind.NUMBER)).toList();

  @TempDir private Path folder;
  private final SmallNetwork network = new SmallNetwork(5);

  private static List<Row> rows(int count) {
    SplittableRandom random = new SplittableRandom(1);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          new Row(
              COLUMNS,
              IntStream.range(0, 4).mapToObj(c -> (Object) random.nextDouble(-3, 3)).toList()));
    }
    return rows;
  }

  private ZooModel<Row, Classifications> open(SmallNetwork.RowTranslator translator)
      throws Exception {
    network.save(folder);
    return SmallNetwork.open(folder, translator);
  }

  private double[][] inJava(List<Row> rows) {
    return rows.stream().map(row -> network.probabilities(row.numbers())).toArray(double[][]::new);
  }

  private static void assertClose(double[][] answers, double[][] expected) {
    assertThat(answers).hasDimensions(expected.length, expected[0].length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(answers[i]).containsExactly(expected[i], within(1e-5));
    }
  }

  @Test
  void answersAsTheSameNetworkInJava() throws Exception {
    try (var zoo = open(new SmallNetwork.RowTranslator());
        DjlPredictor<Row> model = DjlPredictor.of(zoo)) {
      List<Row> rows = rows(17);
      assertThat(model.labels()).isEmpty();
      assertClose(model.predict(rows), inJava(rows));
      assertClose(model.predict(rows.subList(3, 4)), inJava(rows.subList(3, 4)));
      assertThat(model.labels()).isEqualTo(SmallNetwork.CLASSES);
      assertThat(model.provenance()).containsEntry("model", "small");
      assertThat(model.provenance().get("runtime")).startsWith("DJL PyTorch ");
    }
  }

  @Test
  void explainsAsTheSameNetworkInJavaOnAnyNumberOfThreads() throws Exception {
    try (var zoo = open(new SmallNetwork.RowTranslator());
        DjlPredictor<Row> model = DjlPredictor.of(zoo)) {
      List<Row> rows = rows(6);
      RowBackground background = RowBackground.row(rows.get(5));
      Predictor<Row> own = this::inJava;
      for (Row row : rows.subList(0, 5)) {
        double[] expected =
            RowExplainer.of(own, background)
                .explain(row, Targets.index(1))
                .explanation()
                .map(0)
                .values();
        for (int threads : new int[] {1, 4}) {
          double[] values =
              RowExplainer.of(model, background)
                  .labels(Labels.of(SmallNetwork.CLASSES))
                  .threads(threads)
                  .batch(3)
                  .explain(row, Targets.label("dog"))
                  .explanation()
                  .map(0)
                  .values();
          assertThat(values).containsExactly(expected, within(1e-5));
        }
      }
    }
  }

  @Test
  void manyThreadsAskOneModel() throws Exception {
    List<Row> rows = rows(40);
    double[][] expected = inJava(rows);
    try (var zoo = open(new SmallNetwork.RowTranslator());
        DjlPredictor<Row> model = DjlPredictor.of(zoo)) {
      List<double[]> answers =
          IntStream.range(0, 200)
              .parallel()
              .mapToObj(i -> model.predict(List.of(rows.get(i % 40)))[0])
              .toList();
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i)).containsExactly(expected[i % 40], within(1e-5));
      }
    }
  }

  /** As translators do that sort classes by probability. */
  private static final class Sorting extends SmallNetwork.RowTranslator {
    private final int most;

    Sorting(int most) {
      this.most = most;
    }

    @Override
    public Classifications processOutput(TranslatorContext context, NDList list) {
      float[] values = list.singletonOrThrow().softmax(0).toFloatArray();
      List<Integer> order =
          IntStream.range(0, values.length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -values[i]))
              .limit(most)
              .toList();
      float[] sorted = new float[order.size()];
      for (int i = 0; i < sorted.length; i++) {
        sorted[i] = values[order.get(i)];
      }
      return classes(order.stream().map(SmallNetwork.CLASSES::get).toList(), sorted);
    }
  }

  @Test
  void classesSortedByProbabilityArePutInOneOrder() throws Exception {
    List<Row> rows = rows(30);
    double[][] expected = inJava(rows);
    try (var zoo = open(new Sorting(3));
        DjlPredictor<Row> model = DjlPredictor.of(zoo)) {
      double[][] answers = model.predict(rows);
      int dog = model.labels().indexOf("dog");
      assertThat(IntStream.range(0, 30).mapToDouble(i -> answers[i][dog]).toArray())
          .containsExactly(
              IntStream.range(0, 30).mapToDouble(i -> expected[i][1]).toArray(), within(1e-5));
    }
  }

  @Test
  void aTranslatorThatLeavesClassesOutIsNamed() throws Exception {
    try (var zoo = open(new Sorting(1));
        DjlPredictor<Row> model = DjlPredictor.of(zoo)) {
      assertThatThrownBy(() -> model.predict(rows(30)))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("small answers some inputs with the class")
          .hasMessageContaining("not the top few");
    }
  }

  @Test
  void anyAnswerCanBeRead() throws Exception {
    List<Row> rows = rows(5);
    try (var zoo = open(new SmallNetwork.RowTranslator());
        DjlPredictor<Row> model =
            DjlPredictor.of(
                zoo,
                zoo.getTranslator(),
                answer -> new double[] {answer.get("fish").getProbability()})) {
      double[][] answers = model.predict(rows);
      for (int i = 0; i < 5; i++) {
        assertThat(answers[i]).containsExactly(new double[] {inJava(rows)[i][2]}, within(1e-5));
      }
      assertThat(model.labels()).isEmpty();
    }
  }

  @Test
  void whatFailsIsNamedAndWhatIsClosedSaysSo() throws Exception {
    List<Column> three = COLUMNS.subList(0, 3);
    Row narrow = new Row(three, List.of(1.0, 2.0, 3.0));
    try (var zoo = open(new SmallNetwork.RowTranslator())) {
      DjlPredictor<Row> model = DjlPredictor.of(zoo);
      assertThatThrownBy(() -> model.predict(List.of(narrow)))
          .isInstanceOf(PamiException.class)
          .hasMessageStartingWith("small: ");
      assertClose(model.predict(rows(2)), inJava(rows(2)));
      model.close();
      model.close();
      assertThatThrownBy(() -> model.predict(rows(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("small is closed");
    }
  }
}
