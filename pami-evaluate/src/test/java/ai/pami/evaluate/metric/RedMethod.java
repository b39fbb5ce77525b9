package ai.pami.evaluate.metric;

import ai.pami.engine.StopReason;
import ai.pami.explanation.ImportanceMap;
import ai.pami.image.ImageMethod;
import ai.pami.image.ImageQuestion;
import ai.pami.image.background.Background;
import ai.pami.image.background.Solid;
import ai.pami.method.MethodResult;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Takes a picture's reds, 0..1, for their importance, for output 0 as they are and for others
 * negative, times a factor.
 */
record RedMethod(double factor) implements ImageMethod {
  @Override
  public Background background() {
    return Solid.BLACK;
  }

  @Override
  public ImageMethod withBackground(Background background) {
    return this;
  }

  @Override
  public long budget() {
    return 1000;
  }

  @Override
  public Map<String, String> describe() {
    return Map.of("method", "red");
  }

  @Override
  public MethodResult explain(ImageQuestion question) {
    List<ImportanceMap> maps =
        question.scoring().targets().stream()
            .map(
                target ->
                    ImportanceMap.of(
                        question.picture().domain(),
                        IntStream.range(0, question.picture().domain().size())
                            .mapToDouble(i -> question.picture().value(i, 0) / 255.0)
                            .map(red -> (target.index() == 0 ? factor : -factor) * red)
                            .toArray()))
            .toList();
    return new MethodResult(maps, List.of(), 0, StopReason.COMPLETE);
  }
}
