package ai.pami.tabular;

import ai.pami.PamiException;
import ai.pami.domain.Domain;
import ai.pami.domain.Partition;
import ai.pami.engine.ElementComposer;
import ai.pami.engine.ElementCopy;
import ai.pami.engine.EngineOptions;
import ai.pami.engine.Forecast;
import ai.pami.engine.ProbeEngine;
import ai.pami.method.Evidence;
import ai.pami.method.Layer;
import ai.pami.method.MapWatch;
import ai.pami.method.MethodResult;
import ai.pami.method.PamiMethod;
import ai.pami.method.View;
import ai.pami.model.Predictor;
import ai.pami.model.PredictorModel;
import ai.pami.question.Asking;
import ai.pami.question.Explainer;
import ai.pami.question.MapCheck;
import ai.pami.question.Question;
import ai.pami.target.Targets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Explains which columns a row's prediction depends on: every group of columns is shown alone and
 * hidden alone, over a background of other rows, and its importance is the mean of what it adds and
 * what its loss takes ({@link Evidence#BOTH}). On an additive model that is exactly its effect.
 * Immutable and thread-safe; every setting returns a new explainer.
 *
 * <pre>{@code
 * Table table = Table.read(Path.of("wages.csv"));
 * var explanation =
 *     RowExplainer.of(rows -> forest.predict(rows), RowBackground.typical(table))
 *         .explain(table.rows().get(0), Targets.index(0));
 * }</pre>
 */
public final class RowExplainer extends Explainer<RowExplainer> {
  private static final String NOUN = "row";

  /** Copies a model call, where the caller does not say. */
  private static final int LARGEST_BATCH = 256;

  /** A tenth of a row's calls would test nothing. */
  private static final int LEAST_CHECK = 12;

  private final Predictor<Row> model;
  private final RowBackground background;
  private final Optional<List<ColumnGroup>> groups;

  private RowExplainer(
      Predictor<Row> model,
      RowBackground background,
      Optional<List<ColumnGroup>> groups,
      Asking asking) {
    super(asking);
    this.model = model;
    this.background = background;
    this.groups = groups;
  }

  /** An explainer of every column for itself, without labels, whose maps are not checked. */
  public static RowExplainer of(Predictor<Row> model, RowBackground background) {
    return new RowExplainer(model, background, Optional.empty(), Asking.defaults());
  }

  @Override
  protected RowExplainer with(Asking asking) {
    return new RowExplainer(model, background, groups, asking);
  }

  /** What hidden cells show. */
  public RowExplainer background(RowBackground background) {
    return new RowExplainer(model, background, groups, asking());
  }

  /**
   * Columns that are kept and hidden together. Those in none of the groups are never hidden, and
   * not explained.
   */
  public RowExplainer groups(List<ColumnGroup> groups) {
    return new RowExplainer(model, background, Optional.of(List.copyOf(groups)), asking());
  }

  /**
   * Explains the model's answer for one row.
   *
   * @param targets what of the answer; all of them cost no more than one
   * @throws PamiException if the background has other columns, there is no such target, or the
   *     model fails or gives a score that is no number
   */
  public RowExplanation explain(Row row, Targets targets) {
    requireColumns(row);
    List<ColumnGroup> parts = groups.orElseGet(() -> ColumnGroup.each(row.columns()));
    Domain domain = Domain.of(parts.size());
    ElementComposer<List<Row>> composer = composer(row, parts, background);
    PredictorModel<ElementCopy<List<Row>>, List<Row>> asked =
        new PredictorModel<>(
            new MeanPredictor(model), ElementCopy<List<Row>>::new, ElementCopy::input);
    EngineOptions limited = shared(asking().limited(EngineOptions.NO_BUDGET), parts.size());
    try (var engine = new ProbeEngine<>(asked, limited)) {
      var question = Question.open(engine, composer, NOUN, targets, asking(), asking().check());
      var layer =
          new Layer<>(
              "groups", Partition.of(domain, IntStream.range(0, parts.size()).toArray()), composer);
      var view = new View<>("as it is", Optional.empty(), List.of(layer).iterator());
      MethodResult result =
          new PamiMethod<>(
                  engine,
                  question.scoring(),
                  question.baseline(),
                  Evidence.BOTH,
                  asking().until(MapWatch.none()))
              .explain(List.of(view).iterator(), 1);
      MapCheck checked =
          asking().check()
              ? MapCheck.of(
                  question, result, asked, second(row, parts), asking().options(), LEAST_CHECK)
              : MapCheck.none(question);
      return new RowExplanation(
          question.explained(result, checked, asking().describe(settings()), model.provenance()),
          row,
          parts,
          background);
    }
  }

  /** Of a sample its first row alone; where there is but one row, nothing else is known. */
  private Optional<MapCheck.Second<ElementCopy<List<Row>>>> second(
      Row row, List<ColumnGroup> parts) {
    List<Row> rows = background.rows();
    return rows.size() == 1
        ? Optional.empty()
        : Optional.of(
            new MapCheck.Second<>(
                composer(row, parts, RowBackground.row(rows.get(0))), "the sample's first row"));
  }

  /**
   * The few copies of a row in one batch a thread, unless the caller said how many: finding out by
   * trial would take longer than most models of rows do.
   */
  private static EngineOptions shared(EngineOptions options, int groups) {
    int threads =
        options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
    int each = (int) Math.min(LARGEST_BATCH, (2L * groups + threads - 1) / threads);
    return options.batch() > 0 ? options : options.withBatch(Math.max(1, each));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("method", "pami");
    settings.put("background", background.name());
    settings.put("evidence", Evidence.BOTH.toString());
    return settings;
  }

  private void requireColumns(Row row) {
    if (!background.rows().get(0).columns().equals(row.columns())) {
      throw new PamiException(
          "the background has the columns %s, the row %s"
              .formatted(names(background.rows().get(0)), names(row)));
    }
  }

  private static String names(Row row) {
    return String.join(", ", row.columns().stream().map(Column::name).toList());
  }

  private static ElementComposer<List<Row>> composer(
      Row row, List<ColumnGroup> groups, RowBackground background) {
    return new ElementComposer<>(
        Domain.of(groups.size()),
        shown -> {
          List<Row> copies = new ArrayList<>();
          for (Row other : background.rows()) {
            List<Object> cells = new ArrayList<>(row.cells());
            for (int g = 0; g < groups.size(); g++) {
              for (int column : groups.get(g).columns()) {
                cells.set(
                    column, shown.get(g) ? row.cells().get(column) : other.cells().get(column));
              }
            }
            copies.add(new Row(row.columns(), cells));
          }
          return shown.cardinality() == groups.size() ? copies.subList(0, 1) : copies;
        });
  }

  /**
   * What {@link #explain} will cost, check included.
   *
   * @throws PamiException as {@link #explain}
   */
  public Forecast forecast(Row row, Targets targets) {
    return asking()
        .forecast(
            trial -> with(asking().withOptions(trial)).explain(row, targets).explanation().cost());
  }
}
