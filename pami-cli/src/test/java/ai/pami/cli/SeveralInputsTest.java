package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.JointPicture;
import ai.pami.image.background.Solid;
import ai.pami.image.picture.Picture;
import ai.pami.image.segment.Partitioners;
import ai.pami.quality.Quality;
import ai.pami.question.JointExplainer;
import ai.pami.question.JointExplanation;
import ai.pami.tabular.Column;
import ai.pami.tabular.JointRow;
import ai.pami.tabular.Row;
import ai.pami.target.Targets;
import ai.pami.text.JointText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models of several inputs at once, from every module that has a kind of input. */
class SeveralInputsTest {
  /** Red in its left half. */
  private static Picture picture() {
    byte[] rgb = new byte[3 * 64];
    for (int i = 0; i < 64; i++) {
      rgb[3 * i] = (byte) (i % 8 < 4 ? 200 : 0);
    }
    return Picture.of(8, 8, rgb);
  }

  private static double red(Picture picture) {
    double sum = 0;
    for (int i = 0; i < picture.domain().size(); i++) {
      sum += picture.value(i, 0) / 255.0;
    }
    return sum / picture.domain().size();
  }

  /** Answers "is it red?" by looking only where the question asks for it. */
  private static double[] answer(List<Object> inputs) {
    boolean asked = ((String) inputs.get(0)).contains("red");
    return new double[] {asked ? red((Picture) inputs.get(1)) : 0};
  }

  @Test
  void aQuestionAndAPictureHaveMapsOnOneScale() {
    JointExplanation why =
        JointExplainer.of(
                inputs -> inputs.stream().map(one -> answer(one)).toArray(double[][]::new))
            .check(true)
            .explain(
                List.of(
                    JointText.of("question", "is the thing red"),
                    JointPicture.of(
                        "picture", picture(), Partitioners.parse("grid:1:4", 0), Solid.BLACK)),
                Targets.index(0));
    ImportanceMap words = why.each().get(0).map(0);
    ImportanceMap pixels = why.each().get(1).map(0);
    double all = 0.5 * 200 / 255;
    assertThat(why.together().targets().get(0).score()).isCloseTo(all, within(1e-9));
    // The word alone brings nothing and its loss takes all; half the red alone nothing, its loss
    // half.
    assertThat(words.value(3)).isCloseTo(all / 2, within(1e-9));
    assertThat(words.value(0)).isZero();
    assertThat(pixels.value(0)).isCloseTo(all / 4, within(1e-9));
    assertThat(pixels.value(2)).isCloseTo(all / 4, within(1e-9));
    assertThat(pixels.value(7)).isZero();
    assertThat(pixels.domain()).isEqualTo(picture().domain());
    assertThat(why.together().targets().get(0).quality()).map(Quality::verdict).isPresent();
  }

  @Test
  void aRowAndAPictureThatAddUpAreWorthWhatTheyAdd() {
    List<Column> columns =
        List.of(new Column("age", Column.Kind.NUMBER), new Column("smokes", Column.Kind.CATEGORY));
    Row row = new Row(columns, List.of(70.0, "yes"));
    Row hidden = new Row(columns, List.of(40.0, "no"));
    JointExplanation why =
        JointExplainer.of(
                inputs ->
                    inputs.stream()
                        .map(
                            one -> {
                              Row seen = (Row) one.get(0);
                              double sum = seen.number(0) / 100 + 2 * red((Picture) one.get(1));
                              return new double[] {sum + (seen.text(1).equals("yes") ? 0.5 : 0)};
                            })
                        .toArray(double[][]::new))
            .explain(
                List.of(
                    JointRow.of("patient", row, hidden),
                    JointPicture.of(
                        "scan", picture(), Partitioners.parse("grid:1:2", 0), Solid.BLACK)),
                Targets.index(0));
    assertThat(why.each().get(0).map(0).value(0)).isCloseTo(0.3, within(1e-9));
    assertThat(why.each().get(0).map(0).value(1)).isCloseTo(0.5, within(1e-9));
    assertThat(why.each().get(1).map(0).value(0)).isCloseTo(200 / 255.0, within(1e-9));
    assertThat(why.each().get(1).map(0).value(63)).isCloseTo(0, within(1e-9));
  }

  @Test
  void partsThatOverlapAndOtherColumnsAreRefused() {
    assertThatThrownBy(
            () ->
                JointPicture.of(
                    "picture", picture(), Partitioners.parse("squares:1:1", 0), Solid.BLACK))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("overlap");
    Row a = new Row(List.of(new Column("a", Column.Kind.NUMBER)), List.of(1.0));
    Row b = new Row(List.of(new Column("b", Column.Kind.NUMBER)), List.of(1.0));
    assertThatThrownBy(() -> JointRow.of("row", a, b)).hasMessageContaining("different columns");
    assertThatThrownBy(
            () -> JointExplainer.of(x -> new double[0][]).explain(List.of(), Targets.index(0)))
        .hasMessageContaining("no inputs");
  }
}
