package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.model.Predictor;
import ai.pami.models.Sentiment;
import ai.pami.onnx.OnnxFunction;
import ai.pami.target.Activation;
import ai.pami.target.Labels;
import ai.pami.text.Tokenizer;
import ai.pami.text.Transformer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model of texts is explained. */
final class TextModelOptions {
  @Option(
      names = "--model",
      paramLabel = "MODEL.onnx",
      description = {
        "The model: an ONNX file with the inputs input_ids and, if it has them, attention_mask and token_type_ids.",
        "Left out: an embedded model that tells whether an English sentence speaks well or ill of something (MiniLM)."
      })
  private Path model;

  @Option(
      names = "--tokenizer",
      paramLabel = "FILE",
      description = "Its tokenizer.json (default: the one beside the model).")
  private Path tokenizer;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "512",
      description =
          "How many tokens the model takes; longer texts are read in overlapping windows (default: ${DEFAULT-VALUE}).")
  private int maxTokens;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "What the outputs are called: a label a line, in output order.")
  private Path labels;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      defaultValue = "none",
      description =
          "What turns outputs into scores: none, softmax or sigmoid (default: ${DEFAULT-VALUE}).")
  private String activation;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "The output to explain (default: the first).")
  private String output;

  /**
   * An opened model.
   *
   * @param open what is to be closed in the end, in this order
   */
  record Opened(
      Predictor<String> model,
      Optional<Tokenizer> tokenizer,
      Labels labels,
      Activation activation,
      List<AutoCloseable> open)
      implements AutoCloseable {
    @Override
    public void close() {
      for (AutoCloseable one : open) {
        try {
          one.close();
        } catch (Exception e) {
          throw new PamiException("a model can't be closed: " + e.getMessage(), e);
        }
      }
    }
  }

  /**
   * Opens the model.
   *
   * @param embedding whether an embedding is wanted of the model that comes along
   */
  Opened open(boolean embedding) {
    if (model == null) {
      requireNone("--tokenizer", tokenizer);
      requireNone("--labels", labels);
      requireNone("--output", output);
      Sentiment sentiment = Sentiment.open();
      return new Opened(
          embedding ? sentiment.encoder().encoder() : sentiment.model(),
          Optional.of(sentiment.encoder().tokenizer()),
          embedding ? Labels.none() : sentiment.labels(),
          Activation.NONE,
          List.of(sentiment));
    }
    Activation chosen = Activation.named(activation);
    Labels names = labels == null ? Labels.none() : Labels.read(labels);
    Tokenizer words = Tokenizer.open(tokenizerFile());
    OnnxFunction function = OnnxFunction.open(model);
    Transformer transformer = Transformer.of(function, words).limit(maxTokens);
    return new Opened(
        output == null ? transformer : transformer.output(output),
        Optional.of(words),
        names,
        chosen,
        List.of(function, words));
  }

  /** The file that was given, or null. */
  Path model() {
    return model;
  }

  /** The output that was given, or null. */
  String output() {
    return output;
  }

  /** A model that a server runs; it reads texts as they are. */
  Opened served(Predictor<String> texts) {
    if (tokenizer != null) {
      throw new IllegalArgumentException("--tokenizer belongs to --model: a server has its own");
    }
    return new Opened(
        texts,
        Optional.empty(),
        labels == null ? Labels.none() : Labels.read(labels),
        Activation.named(activation),
        List.of());
  }

  private void requireNone(String option, Object value) {
    if (value != null) {
      throw new IllegalArgumentException(option + " belongs to a model: give --model as well");
    }
  }

  private Path tokenizerFile() {
    if (tokenizer != null) {
      return tokenizer;
    }
    Path folder = Optional.ofNullable(model.toAbsolutePath().getParent()).orElse(Path.of("."));
    Path beside = folder.resolve("tokenizer.json");
    if (!Files.isRegularFile(beside)) {
      throw new PamiException(
          "%s: there is no tokenizer.json beside it; give one with --tokenizer".formatted(model));
    }
    return beside;
  }
}
