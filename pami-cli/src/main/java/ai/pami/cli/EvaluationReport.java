package ai.pami.cli;

import ai.pami.evaluate.statistics.Summary;
import ai.pami.evaluate.study.MeanCurve;
import ai.pami.evaluate.study.Study;
import ai.pami.evaluate.study.StudyResult;
import ai.pami.evaluate.study.StudyRow;
import ai.pami.report.EvaluationPage;
import ai.pami.report.Gallery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A study's result as a page. */
final class EvaluationReport {
  private EvaluationReport() {}

  static Path write(StudyResult result, Study study, Gallery gallery, Path out) {
    return EvaluationPage.of(
            "%d methods on %d pictures".formatted(study.methods().size(), result.judged()),
            result.notes(),
            tables(result.rows()),
            curves(result.curves()),
            maps(gallery, study),
            facts(study))
        .write(out);
  }

  private static List<EvaluationPage.Table> tables(List<StudyRow> rows) {
    Map<String, List<StudyRow>> byMetric = new LinkedHashMap<>();
    rows.forEach(row -> byMetric.computeIfAbsent(row.metric(), m -> new ArrayList<>()).add(row));
    return byMetric.values().stream()
        .map(
            of ->
                new EvaluationPage.Table(
                    of.get(0).metric(),
                    of.get(0).higherIsBetter(),
                    of.stream().map(EvaluationReport::row).toList()))
        .toList();
  }

  private static EvaluationPage.Row row(StudyRow row) {
    return new EvaluationPage.Row(
        row.method(),
        row.value().mean(),
        row.value().low(),
        row.value().high(),
        row.difference().map(EvaluationReport::text).orElse(""),
        row.difference().map(d -> d.low() > 0 || d.high() < 0).orElse(false),
        row.value().count(),
        row.value().undefined(),
        row.calls(),
        row.seconds());
  }

  private static String text(Summary difference) {
    String mean = String.format(Locale.ROOT, "%+.3f", difference.mean());
    String ends =
        String.format(Locale.ROOT, " [%+.3f, %+.3f]", difference.low(), difference.high());
    return difference.count() == 0
        ? "undefined"
        : Double.isNaN(difference.low()) ? mean : mean + ends;
  }

  private static List<EvaluationPage.Curves> curves(List<MeanCurve> curves) {
    Map<String, List<MeanCurve>> byMetric = new LinkedHashMap<>();
    curves.forEach(c -> byMetric.computeIfAbsent(c.metric(), m -> new ArrayList<>()).add(c));
    return byMetric.values().stream()
        .map(
            of ->
                new EvaluationPage.Curves(
                    of.get(0).metric(),
                    of.stream().map(MeanCurve::method).toList(),
                    of.stream().map(c -> c.curve().scores()).toList()))
        .toList();
  }

  /** With the maps in the order of the study's methods, whatever run drew them. */
  private static List<EvaluationPage.GalleryRow> maps(Gallery gallery, Study study) {
    return gallery.rows().stream()
        .map(
            row -> {
              Map<String, String> ordered = new LinkedHashMap<>();
              study.methods().keySet().stream()
                  .filter(row.images()::containsKey)
                  .forEach(method -> ordered.put(method, row.images().get(method)));
              return new EvaluationPage.GalleryRow(row.name(), row.disagreement(), ordered);
            })
        .toList();
  }

  private static Map<String, String> facts(Study study) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("seed", Long.toString(study.seed()));
    study
        .methods()
        .forEach(
            (name, method) ->
                facts.put(name, method.describe().toString().replaceAll("^\\{|\\}$", "")));
    return facts;
  }
}
