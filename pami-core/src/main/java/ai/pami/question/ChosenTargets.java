package ai.pami.question;

import ai.pami.model.Output;
import ai.pami.target.Activation;
import ai.pami.target.ClassScores;
import ai.pami.target.Labels;
import ai.pami.target.Scoring;
import ai.pami.target.Target;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be read from the model's answers.
 *
 * @param scoring the targets that were asked for, then their rivals
 * @param explained how many were asked for
 */
record ChosenTargets(Scoring scoring, int explained) {

  /** The targets as asked for. */
  static ChosenTargets of(Output output, Targets targets, Labels labels, Activation activation) {
    List<Target> chosen = targets.choose(activation.of(output), labels);
    return new ChosenTargets(new Scoring(activation, chosen), chosen.size());
  }

  /**
   * With the strongest class beside each of them, where they are classes that exclude each other.
   */
  ChosenTargets withRivals(Output output, Labels labels) {
    Output scores = scoring.activation().of(output);
    if (!ClassScores.of(scoring.activation(), scores).equals(Optional.of(ClassScores.EXCLUSIVE))) {
      return this;
    }
    List<Target> all = new ArrayList<>(scoring.targets());
    for (Target target : scoring.targets()) {
      int rival = ClassScores.rival(scores, target.index());
      boolean known = all.stream().anyMatch(one -> one.index() == rival);
      if (rival >= 0 && !known && ClassScores.isClass(target, scores)) {
        all.add(Target.value(rival, labels.label(rival)));
      }
    }
    return new ChosenTargets(new Scoring(scoring.activation(), all), explained);
  }
}
