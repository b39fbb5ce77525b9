package ai.pami.text;

import ai.pami.domain.Partitioner;
import ai.pami.engine.ElementCopy;
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
 * PAMI on a text with all its settings: what is asked.
 *
 * @param elements what can be kept or hidden
 * @param partitioners how the text is cut up, in the order asked; at least one
 * @param background what stands where an element is hidden
 * @param evidence whether regions are kept, dropped or both
 */
public record TextSettings(
    TextElements elements,
    List<Partitioner<Passage>> partitioners,
    TextBackground background,
    Evidence evidence)
    implements TextMethod {

  public TextSettings {
    partitioners = List.copyOf(partitioners);
    if (partitioners.isEmpty()) {
      throw new IllegalArgumentException("settings need at least one partitioner");
    }
  }

  /** Words and pairs of words, each kept and dropped; hidden words are left out. */
  public static TextSettings defaults() {
    return new TextSettings(
        Words.ofAnyLanguage(),
        List.of(TextWindows.of(1), TextWindows.of(2)),
        TextBackground.deletion(),
        Evidence.BOTH);
  }

  @Override
  public TextSettings withElements(TextElements elements) {
    return new TextSettings(elements, partitioners, background, evidence);
  }

  public TextSettings withPartitioners(List<? extends Partitioner<Passage>> partitioners) {
    return new TextSettings(elements, List.copyOf(partitioners), background, evidence);
  }

  @Override
  public TextSettings withBackground(TextBackground background) {
    return new TextSettings(elements, partitioners, background, evidence);
  }

  public TextSettings withEvidence(Evidence evidence) {
    return new TextSettings(elements, partitioners, background, evidence);
  }

  @Override
  public long budget(int size) {
    return EngineOptions.NO_BUDGET;
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "pami");
    settings.put("elements", elements.name());
    settings.put(
        "partitioners",
        partitioners.stream().map(Partitioner::name).collect(Collectors.joining(" ")));
    settings.put("background", background.name());
    settings.put("evidence", evidence.toString());
    return settings;
  }

  @Override
  public MethodResult explain(TextQuestion asked) {
    var question = asked.question();
    var composer = question.baseline().composer();
    View<ElementCopy<MaskedText>> view =
        new View<>(
            "as it is",
            Optional.empty(),
            partitioners.stream()
                .map(p -> new Layer<>(p.name(), p.partition(asked.passage()), composer))
                .iterator());
    return new PamiMethod<>(
            question.engine(), question.scoring(), question.baseline(), evidence, asked.watch())
        .explain(List.of(view).iterator(), partitioners.size());
  }
}
