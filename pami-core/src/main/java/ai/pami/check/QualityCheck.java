package ai.pami.check;

import ai.pami.PamiException;
import ai.pami.engine.Composer;
import ai.pami.engine.Copies;
import ai.pami.engine.ProbeEngine;
import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.model.Output;
import ai.pami.quality.Finding;
import ai.pami.quality.Quality;
import ai.pami.quality.Verdict;
import ai.pami.target.ClassScores;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Checks the maps of one run, whatever method made them, with a few calls more. What it asks and
 * what it says of the answers is in {@code docs/quality.md}; in short:
 *
 * <ul>
 *   <li>does the score differ from the bare background's, is the map flat, was all of the input
 *       asked about: no calls;
 *   <li>is the map's order better than the same order at random other places (insertion and
 *       deletion): from 4 calls a target on, better with 60 than with 6;
 *   <li>the smallest part that suffices and the smallest that is needed, found by halving between
 *       the points of the curves;
 *   <li>does another background rank the cells of a grid alike: from 50 calls on;
 *   <li>does the class ever change: from all of these answers.
 * </ul>
 *
 * What the calls don't suffice for is named and nothing is claimed of it. Equal calls give equal
 * answers: nothing is drawn anew.
 *
 * @param <S> what the model reads an input from
 */
public final class QualityCheck<S> {
  /** What share of its score a sufficient part must keep unless said otherwise. */
  public static final double SHARE = 0.9;

  private final Composer<S> composer;
  private final Scoring scoring;
  private final Output input;
  private final Output background;
  private final Optional<Composer<S>> second;
  private final String secondName;
  private final String noun;

  /**
   * @param composer of the input and the method's background
   * @param scoring the targets that were explained, and others after them
   * @param input what the model answered for the unmasked input, activation applied
   * @param background what it answered for the bare background, activation applied
   * @param second mixes the same input with another background
   * @param secondName of that background
   * @param noun what the input is called in sentences: {@code picture}
   */
  public QualityCheck(
      Composer<S> composer,
      Scoring scoring,
      Output input,
      Output background,
      Composer<S> second,
      String secondName,
      String noun) {
    this(composer, scoring, input, background, Optional.of(second), secondName, noun);
  }

  /**
   * The same where there may be no second background: that test is then not made.
   *
   * @param second mixes the same input with another background, if there is one
   */
  public QualityCheck(
      Composer<S> composer,
      Scoring scoring,
      Output input,
      Output background,
      Optional<Composer<S>> second,
      String secondName,
      String noun) {
    this.composer = composer;
    this.scoring = scoring;
    this.input = input;
    this.background = background;
    this.second = second;
    this.secondName = secondName;
    this.noun = noun;
  }

  /**
   * Asks and judges.
   *
   * @param engine of the model; it must have so many calls left in its budget
   * @param maps one a target of the scoring
   * @param explained how many of them, from the first, are judged; the others are there as rivals
   * @param calls that may be spent, at least 0
   * @param why the reason for so few calls, as the end of a sentence
   */
  public List<Quality> check(
      ProbeEngine<S> engine, List<ImportanceMap> maps, int explained, int calls, String why) {
    CheckPlan plan = CheckPlan.of(calls, explained);
    List<Aim> aims =
        IntStream.range(0, scoring.targets().size())
            .mapToObj(k -> new Aim(scoring, k, input, background, SHARE))
            .toList();
    List<TargetCheck<S>> checks = new ArrayList<>();
    for (int k = 0; k < explained; k++) {
      checks.add(new TargetCheck<>(aims.get(k), maps.get(k), composer, noun));
    }
    Copies<S> first = new Copies<>();
    for (int k = 0; k < plan.targets(); k++) {
      checks.get(k).begin(plan, first);
      TargetCheck<S> check = checks.get(k);
      ClassScores.rivalAmong(scoring, input, check.aim().target())
          .ifPresent(r -> check.beginRival(plan, first, aims.get(r), maps.get(r)));
    }
    TwoBackgrounds<S> backgrounds =
        plan.cells() == 0 || second.isEmpty()
            ? null
            : new TwoBackgrounds<>(composer, second.get(), secondName, plan.cells());
    if (backgrounds != null) {
      backgrounds.addTo(first);
    }
    note(plan, checks, why);
    Optional<Finding> failure = ask(engine, first, checks);
    return checks.stream()
        .map(
            check ->
                check.quality(
                    Optional.ofNullable(backgrounds).flatMap(b -> b.finding(check.aim())), failure))
        .toList();
  }

  /** Says what the calls do not suffice for. */
  private void note(CheckPlan plan, List<TargetCheck<S>> checks, String why) {
    String few = "%s for the check, %s".formatted(Words.count(plan.calls(), "call"), why);
    for (int k = 0; k < checks.size(); k++) {
      if (k >= plan.targets()) {
        checks
            .get(k)
            .unchecked(
                "Its order beside random ones, and the parts that suffice or are needed: "
                    + few
                    + ".");
      }
      if (second.isEmpty()) {
        checks.get(k).unchecked("A second background: none is known.");
      } else if (plan.cells() == 0) {
        checks.get(k).unchecked("A second background: " + few + ".");
      }
    }
  }

  private Optional<Finding> ask(
      ProbeEngine<S> engine, Copies<S> first, List<TargetCheck<S>> checks) {
    // The highest class is read beside the targets, so that every answer tells what the model
    // named.
    List<Target> read = new ArrayList<>(scoring.targets());
    boolean classes = ClassScores.of(scoring.activation(), input).isPresent();
    read.add(
        new Target(
            -1, "the class of highest score", output -> classes ? ClassScores.top(output) : 0));
    Scoring withTop = new Scoring(scoring.activation(), read);
    try {
      Copies<S> copies = first;
      StopReason stopped = StopReason.COMPLETE;
      while (!copies.isEmpty() && stopped == StopReason.COMPLETE) {
        stopped =
            copies.ask(engine, withTop, scores -> checks.forEach(check -> check.heard(scores)));
        Copies<S> next = new Copies<>();
        checks.forEach(check -> check.search(next));
        copies = next;
      }
      if (stopped != StopReason.COMPLETE) {
        checks.forEach(
            check ->
                check.unchecked(
                    "What was still to be asked when time was up or the run was stopped."));
      }
      return Optional.empty();
    } catch (PamiException e) {
      return Optional.of(
          new Finding(
              Finding.Kind.FAILED,
              Verdict.UNRELIABLE,
              "The model failed while the map was checked: " + e.getMessage()));
    }
  }
}
