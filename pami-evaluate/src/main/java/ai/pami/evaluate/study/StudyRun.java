package ai.pami.evaluate.study;

import ai.pami.PamiException;
import ai.pami.evaluate.data.LabelledPicture;
import ai.pami.evaluate.metric.CurveMetric;
import ai.pami.evaluate.metric.JudgedMap;
import ai.pami.evaluate.metric.Metric;
import ai.pami.evaluate.metric.PerturbationCurve;
import ai.pami.evaluate.metric.PooledMetric;
import ai.pami.evaluate.study.Outcome.Status;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageMethod;
import ai.pami.image.ImageQuestion;
import ai.pami.image.picture.Picture;
import ai.pami.target.Targets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** One run of a study: picture by picture, method by method, metric by metric. */
final class StudyRun {
  private final Study study;
  private final ImageExplainer explainer;
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
  private final long started = System.nanoTime();
  private final Pace pace;
  private Tally tally;

  StudyRun(Study study) {
    this.study = study;
    this.pace = new Pace(study.methods());
    this.explainer = study.explainer().cancellation(study.cancellation());
  }

  StudyResult run(Path out) {
    List<LabelledPicture> pictures = study.pictures();
    int[] outputs = new ClassFinder(explainer.labels()).find(pictures);
    tally = new Tally(study, outputs);
    try (StudyFolder folder =
        StudyFolder.open(out, Description.of(study, outputs), study.resuming())) {
      resume(folder);
      pictures.stream()
          .filter(picture -> !outcomes.containsKey(picture.name()))
          .forEach(picture -> pace.expect(missing(picture)));
      for (int i = 0; i < pictures.size() && !study.cancellation().isCancelled(); i++) {
        if (!outcomes.containsKey(pictures.get(i).name())) {
          judge(pictures.get(i), outputs[i]).ifPresent(outcome -> finish(outcome, folder));
        }
      }
      progress("");
      StudyResult result = result(folder);
      folder.writeTable(result);
      return result;
    }
  }

  /**
   * Takes over what earlier runs finished. What failed then is tried again, and so is what they did
   * not ask all of the methods.
   */
  private void resume(StudyFolder folder) {
    folder.load(tally);
    folder.finished().forEach(outcome -> outcomes.put(outcome.image(), outcome));
    outcomes
        .values()
        .removeIf(
            outcome ->
                outcome.status() == Status.FAILED
                    || (outcome.status() == Status.JUDGED && !tally.isJudged(outcome.image())));
  }

  private void finish(Outcome outcome, StudyFolder folder) {
    if (outcome.status() == Status.JUDGED) {
      study.listener().finished(outcome.image());
    }
    folder.append(outcome);
    outcome.rows().forEach(tally::add);
    outcomes.put(
        outcome.image(),
        new Outcome(outcome.image(), outcome.status(), outcome.message(), List.of()));
    if (outcome.status() == Status.FAILED) {
      study.listener().failed(new FailedPicture(outcome.image(), outcome.message()));
    }
  }

  /** What becomes of a picture; empty if the study was cancelled meanwhile. */
  private Optional<Outcome> judge(LabelledPicture labelled, int output) {
    Outcome outcome;
    pace.beginPicture(missing(labelled));
    try {
      progress(labelled.name());
      Picture picture = Picture.read(labelled.file());
      outcome =
          study.wrongToo() || isKnownRight(labelled) || isRight(picture, output)
              ? new Outcome(labelled.name(), Status.JUDGED, "", measure(labelled, picture, output))
              : new Outcome(labelled.name(), Status.WRONG, "", List.of());
    } catch (PamiException e) {
      outcome = new Outcome(labelled.name(), Status.FAILED, e.getMessage(), List.of());
    } catch (RuntimeException e) {
      // A picture that no method foresaw must not end a run of many hours.
      outcome = new Outcome(labelled.name(), Status.FAILED, e.toString(), List.of());
    }
    pace.endPicture(outcome.status() == Status.JUDGED);
    return study.cancellation().isCancelled() ? Optional.empty() : Optional.of(outcome);
  }

  private Set<String> missing(LabelledPicture picture) {
    return tally.missing(picture.name()).keySet();
  }

  /** Whether an earlier run asked some of the methods, and so found the picture right. */
  private boolean isKnownRight(LabelledPicture labelled) {
    return missing(labelled).size() < study.methods().size();
  }

  /** Whether the labelled class and the model's first are one. */
  private boolean isRight(Picture picture, int output) {
    Targets both = Targets.index(output).and(Targets.top(1));
    try (ImageQuestion question = explainer.question(picture, both)) {
      return question.scoring().targets().size() == 1;
    }
  }

  /** The rows of the methods that have none yet. */
  private List<Measurement> measure(LabelledPicture labelled, Picture picture, int output) {
    List<Measurement> rows = new ArrayList<>();
    for (Map.Entry<String, ImageMethod> method : tally.missing(labelled.name()).entrySet()) {
      if (study.cancellation().isCancelled()) {
        return rows;
      }
      String doing = "%s: %s".formatted(labelled.name(), method.getKey());
      pace.beginMethod();
      progress(doing);
      ImageExplanation explanation =
          explainer
              .method(method.getValue())
              .progress(
                  asked -> {
                    pace.asked(asked);
                    progress(doing);
                  })
              .explain(picture, Targets.index(output));
      if (!study.cancellation().isCancelled()) {
        study.listener().explained(labelled.name(), method.getKey(), explanation);
      }
      JudgedMap judged =
          new JudgedMap(
              explainer,
              method.getValue(),
              explanation,
              0,
              labelled.boxes(),
              labelled.otherClasses(),
              seed(labelled.name()));
      for (Metric metric : study.metrics()) {
        rows.add(measure(labelled, method.getKey(), metric, judged));
      }
      pace.endMethod();
    }
    return rows;
  }

  private static Measurement measure(
      LabelledPicture labelled, String method, Metric metric, JudgedMap judged) {
    Optional<PerturbationCurve> curve = Optional.empty();
    Optional<List<Double>> evidence = Optional.empty();
    double value;
    if (metric instanceof CurveMetric curved) {
      curve = curved.curve(judged);
      value = curve.map(PerturbationCurve::area).orElse(Double.NaN);
    } else if (metric instanceof PooledMetric pooled) {
      evidence = pooled.evidence(judged);
      value = evidence.map(own -> pooled.pooled(List.of(own))[0]).orElse(Double.NaN);
    } else {
      value = metric.measure(judged).orElse(Double.NaN);
    }
    return new Measurement(
        labelled.name(),
        labelled.className(),
        method,
        metric.name(),
        Double.isFinite(value) ? value : Double.NaN,
        judged.explanation().explanation().cost().calls(),
        judged.explanation().explanation().cost().time().toNanos() / 1e9,
        curve,
        evidence);
  }

  /** The same for all methods, and whatever pictures went before. */
  private long seed(String picture) {
    return new SplittableRandom(study.seed() ^ ((long) picture.hashCode() << 32)).nextLong();
  }

  private void progress(String doing) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
    study
        .listener()
        .progressed(
            new StudyProgress(
                outcomes.size(),
                study.pictures().size(),
                pace.within(),
                doing,
                elapsed,
                pace.left()));
  }

  private int count(Status status) {
    return (int) outcomes.values().stream().filter(outcome -> outcome.status() == status).count();
  }

  private StudyResult result(StudyFolder folder) {
    int wrong = count(Status.WRONG);
    List<FailedPicture> failures =
        outcomes.values().stream()
            .filter(outcome -> outcome.status() == Status.FAILED)
            .map(outcome -> new FailedPicture(outcome.image(), outcome.message()))
            .toList();
    if (tally.judged() + wrong == 0 && !failures.isEmpty()) {
      throw new PamiException(
          "all of %d pictures failed; the first, %s: %s"
              .formatted(failures.size(), failures.get(0).name(), failures.get(0).message()));
    }
    CurveMeans curves = new CurveMeans();
    folder.readCurves(
        row -> {
          if (tally.isJudged(row.image())) {
            curves.add(row);
          }
        });
    return new StudyResult(
        tally.summarise(),
        curves.of(study),
        tally.judged(),
        wrong,
        failures,
        study.pictures().size() - outcomes.size());
  }
}
