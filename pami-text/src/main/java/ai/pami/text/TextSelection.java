package ai.pami.text;

import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.engine.ElementCopy;
import ai.pami.method.Evidence;
import ai.pami.method.Layer;
import ai.pami.method.MethodResult;
import ai.pami.method.SelectionMethod;
import ai.pami.method.SelectionOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The default for texts: every element is dropped once, then elements are put in the order in which
 * their loss, one after another, takes most of the score ({@link SelectionMethod} with {@link
 * Evidence#DROP}). That finds words that count together or stand in for one another ("not",
 * "good"), of which the loss of one alone tells nothing. An element's value is what its loss takes
 * when those before it are gone. Texts of more than 1,000 elements are too long for an order: there
 * it is what the loss of its phrase takes.
 *
 * @param elements what can be kept or hidden
 * @param background what stands where an element is hidden
 * @param callsAnElement how often the model is asked, an element of the text; at least 1
 */
public record TextSelection(TextElements elements, TextBackground background, int callsAnElement)
    implements TextMethod {
  /** How many elements are tested at a time. */
  private static final int TESTS = 12;

  /** Longer texts are not put in an order: the losses of their phrases are the map. */
  private static final int LONGEST = 1000;

  public TextSelection {
    if (callsAnElement < 1) {
      throw new IllegalArgumentException(callsAnElement + " calls an element");
    }
  }

  /** Words, left out when hidden, in four calls a word. */
  public static TextSelection defaults() {
    return new TextSelection(Words.ofAnyLanguage(), TextBackground.deletion(), 4);
  }

  @Override
  public TextSelection withElements(TextElements elements) {
    return new TextSelection(elements, background, callsAnElement);
  }

  @Override
  public TextSelection withBackground(TextBackground background) {
    return new TextSelection(elements, background, callsAnElement);
  }

  @Override
  public long budget(int size) {
    return Math.max(3, (long) callsAnElement * size);
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "selection");
    settings.put("elements", elements.name());
    settings.put("background", background.name());
    settings.put("evidence", Evidence.DROP.toString());
    settings.put("calls-an-element", Integer.toString(callsAnElement));
    settings.put("tests", Integer.toString(TESTS));
    return settings;
  }

  @Override
  public MethodResult explain(TextQuestion asked) {
    var question = asked.question();
    var composer = question.baseline().composer();
    int size = asked.passage().size();
    Partitioner<Passage> cut = size > LONGEST ? TextParts.phrases() : TextWindows.of(1);
    Layer<ElementCopy<MaskedText>> words =
        new Layer<>(cut.name(), cut.partition(asked.passage()), composer);
    List<Partition> parts =
        size > LONGEST
            ? List.of()
            : List.of(Partition.of(composer.domain(), IntStream.range(0, size).toArray()));
    SelectionOptions options =
        new SelectionOptions(
            Evidence.DROP, question.explained(), 0, 0, 0, TESTS, true, UnaryOperator.identity());
    return new SelectionMethod<>(
            question.engine(), question.scoring(), question.baseline(), options, asked.watch())
        .explain(List.of(words), parts, composer);
  }
}
