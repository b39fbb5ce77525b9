package ai.pami.signal;

import ai.pami.domain.Domain;
import ai.pami.domain.Partitioner;
import ai.pami.engine.EngineOptions;
import ai.pami.method.Evidence;
import ai.pami.method.Layer;
import ai.pami.method.MethodResult;
import ai.pami.method.PamiMethod;
import ai.pami.method.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * PAMI on a signal with all its settings: every region is shown alone, hidden alone, or both, and
 * an element's importance is the mean over the regions that held it.
 *
 * @param partitioners how the signal is cut up, in the order asked; at least one
 * @param evidence whether regions are kept, dropped or both
 */
public record SignalSettings(List<Partitioner<Domain>> partitioners, Evidence evidence)
    implements SignalMethod {
  public SignalSettings {
    partitioners = List.copyOf(partitioners);
    if (partitioners.isEmpty()) {
      throw new IllegalArgumentException("settings need at least one partitioner");
    }
  }

  @Override
  public long budget() {
    return EngineOptions.NO_BUDGET;
  }

  @Override
  public long expected(Domain domain, long budget) {
    return 0; // PAMI itself tells
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "pami");
    settings.put(
        "partitioners",
        partitioners.stream().map(Partitioner::name).collect(Collectors.joining(" ")));
    settings.put("evidence", evidence.toString());
    return settings;
  }

  @Override
  public <S> MethodResult explain(SignalQuestion<S> asked) {
    var question = asked.question();
    var shown = question.baseline().composer();
    View<S> view =
        new View<>(
            "as it is",
            Optional.empty(),
            partitioners.stream()
                .map(p -> new Layer<>(p.name(), p.partition(asked.domain()), shown, asked.hiding()))
                .iterator());
    return new PamiMethod<>(
            question.engine(), question.scoring(), question.baseline(), evidence, asked.watch())
        .explain(List.of(view).iterator(), partitioners.size());
  }
}
