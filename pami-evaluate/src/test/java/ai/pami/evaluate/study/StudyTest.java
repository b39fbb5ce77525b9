package ai.pami.evaluate.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.engine.Cancellation;
import ai.pami.evaluate.PixelModel;
import ai.pami.evaluate.data.DataSet;
import ai.pami.evaluate.data.TestFiles;
import ai.pami.evaluate.metric.JudgedMap;
import ai.pami.evaluate.metric.Metric;
import ai.pami.evaluate.statistics.Summary;
import ai.pami.method.Evidence;
import ai.pami.target.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
  @TempDir Path folder;
  private DataSet data;
  private Path out;

  @BeforeEach
  void draw() {
    data = Colours.data(folder.resolve("images"));
    out = folder.resolve("out");
  }

  @Test
  void everyMethodIsJudgedByEveryMetricOnWhatTheModelGetsRight() {
    StudyResult result = Colours.study(Colours.model("1"), data).run(out);

    assertThat(result.judged()).isEqualTo(6);
    assertThat(result.wrong()).isEqualTo(1);
    assertThat(result.left()).isZero();
    assertThat(result.failures()).isEmpty();
    assertThat(result.rows())
        .extracting(row -> row.metric() + " " + row.method())
        .containsExactly(
            "left keep",
            "left drop",
            "drawn keep",
            "drawn drop",
            "curve keep",
            "curve drop",
            "sometimes keep",
            "sometimes drop");
    // The pictures a, b, c, e, f, g: boxes from 0, 2, 4, 8, 10, 12 on.
    StudyRow keep = result.rows().get(0);
    assertThat(keep.value().mean()).isCloseTo(6, within(1e-12));
    assertThat(keep.value().low()).isBetween(2.0, 4.0);
    assertThat(keep.value().high()).isBetween(8.0, 10.0);
    assertThat(keep.difference()).isEmpty();
    // The unmasked picture, the background and 8 cells.
    assertThat(keep.calls()).isEqualTo(10);
    assertThat(keep.seconds()).isPositive();
    assertThat(keep.higherIsBetter()).isTrue();
    assertThat(result.rows().get(1).difference()).contains(new Summary(1, 1, 1, 6, 0));
    assertThat(result.rows().get(6).value()).isEqualTo(new Summary(1, 1, 1, 4, 2));
    assertThat(result.rows().get(7).difference()).contains(new Summary(0, 0, 0, 4, 2));
  }

  @Test
  void allMethodsDrawFromTheSameSeedThatNoOtherPictureChanges() throws IOException {
    Colours.study(Colours.model("1"), data).run(out);
    List<String> all = rows(out, "drawn");
    List<String> values = all.stream().map(row -> row.split(",", -1)[4]).toList();

    assertThat(values.get(0)).isEqualTo(values.get(1)).isNotEqualTo(values.get(2));
    Path other = folder.resolve("other");
    DataSet less = new DataSet(data.pictures().subList(4, 7), List.of());
    Colours.study(Colours.model("1"), less).run(other);
    assertThat(rows(other, "drawn").stream().map(row -> row.split(",", -1)[4]))
        .containsExactlyElementsOf(values.subList(6, 12));
    Path seeded = folder.resolve("seeded");
    Colours.study(Colours.model("1"), less).withSeed(1).run(seeded);
    assertThat(rows(seeded, "drawn").get(0).split(",", -1)[4]).isNotEqualTo(values.get(6));
  }

  @Test
  void filesHoldARowAPictureMethodAndMetric() throws IOException {
    Colours.study(Colours.model("1"), data).run(out);

    List<String> csv = Files.readAllLines(out.resolve("results.csv"));
    assertThat(csv).hasSize(1 + 6 * 2 * 4);
    assertThat(csv.get(0)).isEqualTo("image,class,method,metric,value,calls,seconds");
    assertThat(csv.get(1)).matches("a\\.png,scarlet; red,keep,left,0\\.0,10,[0-9.E-]+");
    assertThat(csv.get(4)).matches("a\\.png,scarlet; red,keep,sometimes,,10,[0-9.E-]+");
    assertThat(Files.readAllLines(out.resolve("results.jsonl")))
        .hasSize(6 * 2 * 4)
        .anyMatch(
            line ->
                line.startsWith(
                    "{\"image\":\"a.png\",\"method\":\"keep\",\"metric\":\"sometimes\",\"class\":\"scarlet; red\",\"value\":null,\"calls\":10,"));
    assertThat(Files.readAllLines(out.resolve("curves.jsonl")))
        .hasSize(6 * 2)
        .first()
        .asString()
        .startsWith(
            "{\"image\":\"a.png\",\"method\":\"keep\",\"metric\":\"curve\",\"pixels\":2,\"step\":1,\"scores\":[0.0,0.0,");
    assertThat(Files.readAllLines(out.resolve("pictures.jsonl")))
        .hasSize(7)
        .anyMatch(line -> line.startsWith("{\"image\":\"d.png\",\"status\":\"wrong\""));
  }

  @Test
  void theTableIsWrittenAtTheEndAndWhenCancelled() throws IOException {
    Cancellation stop = new Cancellation();
    Study study = Colours.study(Colours.model("1"), data).resume();
    StudyResult part =
        study
            .withCancellation(stop)
            .withListener(
                progress -> {
                  if (progress.done() == 2) {
                    stop.cancel();
                  }
                })
            .run(out);
    assertThat(out.resolve("table.md")).hasContent(part.markdown());
    assertThat(part.markdown()).contains("| keep |", "Less `keep`", "pictures judged: 2");

    StudyResult whole = study.run(out);
    assertThat(out.resolve("table.md")).hasContent(whole.markdown());
    assertThat(whole.markdown()).contains("pictures judged: 6");
    assertThat(out.resolve("table.md.part")).doesNotExist();
  }

  @Test
  void curvesAreAveraged() {
    StudyResult result = Colours.study(Colours.model("1"), data).run(out);

    assertThat(result.curves()).extracting(MeanCurve::method).containsExactly("keep", "drop");
    MeanCurve drop = result.curves().get(1);
    assertThat(drop.count()).isEqualTo(6);
    assertThat(drop.curve().scores().get(1)).isCloseTo(7, within(1e-12));
    assertThat(drop.curve().area()).isCloseTo(result.rows().get(5).value().mean(), within(1e-12));
  }

  /** Red: a, b, c, e, g at 0, 2, 4, 8, 12; green: f at 10. (5.2 + 10) / 2. */
  @Test
  void aMetricOverClassesWeighsThemTheSame() {
    Metric left = Colours.study(Colours.model("1"), data).metrics().get(0);
    Metric overClasses =
        new Metric() {
          @Override
          public String name() {
            return "over classes";
          }

          @Override
          public boolean higherIsBetter() {
            return true;
          }

          @Override
          public boolean isClassMean() {
            return true;
          }

          @Override
          public OptionalDouble measure(JudgedMap judged) {
            return left.measure(judged);
          }
        };
    StudyResult result =
        Colours.study(Colours.model("1"), data).withMetrics(List.of(overClasses)).run(out);

    assertThat(result.rows().get(0).value().mean()).isCloseTo(7.6, within(1e-12));
    assertThat(result.rows().get(1).difference()).contains(new Summary(1, 1, 1, 6, 0));
  }

  @Test
  void wrongPicturesCountIfWanted() {
    StudyResult result = Colours.study(Colours.model("1"), data).withWrongPictures().run(out);
    assertThat(result.judged()).isEqualTo(7);
    assertThat(result.wrong()).isZero();
    // No call is spent on finding out.
    PixelModel model = Colours.model("1");
    Colours.study(model, data).withLimit(1).withWrongPictures().run(folder.resolve("one"));
    assertThat(model.asked).hasValue(2 * 10);
  }

  @Test
  void theLimitTakesTheFirstPictures() {
    StudyResult result = Colours.study(Colours.model("1"), data).withLimit(4).run(out);
    assertThat(result.judged()).isEqualTo(3);
    assertThat(result.wrong()).isEqualTo(1);
  }

  @Test
  void progressCountsPicturesAndTellsTheTimeLeft() {
    List<StudyProgress> heard = new ArrayList<>();
    Colours.study(Colours.model("1"), data).withListener(heard::add).run(out);

    assertThat(heard).allMatch(progress -> progress.total() == 7);
    assertThat(heard.get(0).doing()).isEqualTo("a.png");
    assertThat(heard.get(1).doing()).isEqualTo("a.png: keep");
    assertThat(heard.get(0).left()).isZero();
    assertThat(heard)
        .filteredOn(progress -> progress.done() > 0 && progress.done() < 6)
        .allMatch(progress -> !progress.left().isZero());
    // The model is asked in the middle of a picture too, and the way through it tells.
    assertThat(heard)
        .filteredOn(progress -> progress.doing().equals("b.png: drop"))
        .hasSizeGreaterThan(1)
        .allMatch(progress -> progress.within() > 0 && progress.within() <= 1);
    assertThat(heard)
        .filteredOn(progress -> progress.doing().equals("b.png"))
        .allMatch(progress -> progress.within() == 0);
    StudyProgress last = heard.get(heard.size() - 1);
    assertThat(last.done()).isEqualTo(7);
    assertThat(last.doing()).isEmpty();
    assertThat(last.left()).isZero();
  }

  @Test
  void aPictureThatFailsIsToldOfAndTheRestGoesOn() {
    TestFiles.text(folder.resolve("images/b.png"), "no picture");
    List<FailedPicture> heard = new ArrayList<>();
    StudyResult result =
        Colours.study(Colours.model("1"), data)
            .withListener(
                new StudyProgress.Listener() {
                  @Override
                  public void progressed(StudyProgress progress) {}

                  @Override
                  public void failed(FailedPicture failed) {
                    heard.add(failed);
                  }
                })
            .run(out);

    assertThat(result.judged()).isEqualTo(5);
    assertThat(result.failures()).isEqualTo(heard).hasSize(1);
    assertThat(heard.get(0).name()).isEqualTo("b.png");
    assertThat(heard.get(0).message()).startsWith("not a picture: ");
    assertThat(result.toString()).contains("failed: b.png: not a picture: ");
  }

  @Test
  void aStudyOfWhichEveryPictureFailsFails() {
    for (int i = 0; i < 7; i++) {
      TestFiles.text(folder.resolve("images/%c.png".formatted('a' + i)), "no picture");
    }
    assertThatThrownBy(() -> Colours.study(Colours.model("1"), data).run(out))
        .isInstanceOf(PamiException.class)
        .hasMessageStartingWith("all of 7 pictures failed; the first, a.png: not a picture");
  }

  @Test
  void classesThatTheLabelsDoNotKnowAreRefusedBeforeAnythingIsAsked() {
    PixelModel model = Colours.model("1");
    Study study =
        Study.of(Colours.explainer(model).labels(Labels.of(List.of("blue", "green"))), data)
            .withMethod("keep", Colours.grid(Evidence.KEEP))
            .withMetrics(Colours.study(model, data).metrics());

    assertThatThrownBy(() -> study.run(out))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("the model's labels don't know 1 of the data set's classes")
        .hasMessageContaining("'scarlet, red'");
    assertThat(model.asked).hasValue(0);
    assertThat(out).doesNotExist();
  }

  @Test
  void studiesThatMakeNoSenseAreRefused() {
    Study study = Colours.study(Colours.model("1"), data);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> study.withMethod("keep", Colours.grid(Evidence.KEEP)))
        .withMessage("there are two methods 'keep'");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> study.withMetrics(List.of(study.metrics().get(0), study.metrics().get(0))))
        .withMessage("there are two metrics 'left'");
    assertThatIllegalArgumentException().isThrownBy(() -> study.withLimit(0));
    assertThatThrownBy(() -> study.withMetrics(List.of()).run(out))
        .isInstanceOf(IllegalStateException.class);
  }

  private static List<String> rows(Path out, String metric) throws IOException {
    return Files.readAllLines(out.resolve("results.csv")).stream()
        .filter(row -> row.contains("," + metric + ","))
        .toList();
  }
}
