package ai.pami.cli;

import ai.pami.http.RemoteModel;
import ai.pami.image.EncodedPictures;
import ai.pami.image.picture.PictureEncoding;
import ai.pami.model.ElementType;
import ai.pami.model.Predictor;
import ai.pami.model.TensorInfo;
import ai.pami.model.TensorModel;
import ai.pami.question.Explainer;
import ai.pami.tabular.Row;
import ai.pami.tabular.TensorRows;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A command's work with a model that a server runs; keeps what was answered until all is done. */
final class RemoteRun implements AutoCloseable {
  private final RemoteModel model;
  private final Optional<Path> kept;
  private final boolean temporary;

  /**
   * A run.
   *
   * @param kept where answers are kept, if they are
   * @param temporary whether only until all is done
   */
  RemoteRun(RemoteModel model, Optional<Path> kept, boolean temporary) {
    this.model = model;
    this.kept = kept;
    this.temporary = temporary;
  }

  /** As many threads as requests may be in flight, unless another number was given. */
  <T extends Explainer<T>> T apply(T explainer, EngineLimits limits) {
    return limits.threads == null ? explainer.threads(model.endpoint().inFlight()) : explainer;
  }

  /** Whether pictures are sent as files. */
  static boolean sendsFiles(EndpointOptions options) {
    return options.isGiven() && !options.send().orElse("tensor").equals("tensor");
  }

  /** The model as one of pictures. */
  TensorModel pictures(EndpointOptions options) {
    Optional<int[]> shape = options.inputShape();
    if (!sendsFiles(options)) {
      return shape.isEmpty() ? model.tensors() : model.tensors(tensor(shape.get()));
    }
    PictureEncoding encoding = PictureEncoding.named(options.send().orElseThrow());
    if (shape.isPresent() && shape.get().length != 2) {
      throw new IllegalArgumentException(
          "--input-shape: of pictures sent as files give HEIGHT,WIDTH");
    }
    int height = shape.map(extents -> extents[0]).orElse(0);
    int width = shape.map(extents -> extents[1]).orElse(0);
    return EncodedPictures.of(model.files(encoding.mediaType()), encoding, height, width);
  }

  private TensorInfo tensor(int[] shape) {
    List<Integer> extents = new ArrayList<>();
    extents.add(TensorInfo.FREE);
    IntStream.of(shape).forEach(extents::add);
    return model.inputs().stream()
        .findFirst()
        .map(told -> new TensorInfo(told.name(), told.type(), extents))
        .orElseGet(() -> new TensorInfo("instances", ElementType.FLOAT32, extents));
  }

  /** The model as one of texts. */
  Predictor<String> texts() {
    return model.texts();
  }

  /** The model as one of rows. */
  Predictor<Row> rows(EndpointOptions options, String output) {
    return switch (options.send().orElse(!model.inputs().isEmpty() ? "tensor" : "objects")) {
      case "tensor" -> {
        var function = model.function();
        yield new TensorRows(function, output == null ? function.outputs().get(0).name() : output);
      }
      case "objects" -> rows(RemoteRun::object);
      case "arrays" -> rows(row -> row.cells().stream().map(RemoteRun::cell).toList());
      default ->
          throw new IllegalArgumentException(
              "--send '%s': rows are sent as tensor, objects or arrays"
                  .formatted(options.send().orElseThrow()));
    };
  }

  private Predictor<Row> rows(Function<Row, Object> value) {
    Predictor<Object> values = model.values();
    return new Predictor<>() {
      @Override
      public double[][] predict(List<Row> rows) {
        return values.predict(rows.stream().map(value).toList());
      }

      @Override
      public Map<String, String> provenance() {
        return values.provenance();
      }
    };
  }

  private static Object object(Row row) {
    Map<String, Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < row.cells().size(); i++) {
      cells.put(row.columns().get(i).name(), cell(row.cells().get(i)));
    }
    return cells;
  }

  /** Whole numbers without a fraction; a missing one as null, for which JSON has no number. */
  private static Object cell(Object cell) {
    if (cell instanceof Double number) {
      if (number.isNaN()) {
        return null;
      }
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? (Object) number.longValue()
          : number;
    }
    return cell;
  }

  /** Whether the endpoint was given up, so that asking on would be in vain. */
  boolean isDead() {
    return model.dead().isPresent();
  }

  /** Lets go of what was kept where all is done, and says where it is where not. */
  int ended(int code, PrintWriter err) {
    if (code == ExitCode.OK && temporary) {
      model.forgetKeptAnswers();
    } else if (code != ExitCode.OK && model.keptAnswers() > 0) {
      err.println(
          "pami: %d answers are kept in %s: the same command goes on from there"
              .formatted(model.keptAnswers(), kept.orElseThrow()));
    }
    return code;
  }

  @Override
  public void close() {
    model.close();
  }
}
