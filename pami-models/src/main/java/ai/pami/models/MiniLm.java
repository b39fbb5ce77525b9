package ai.pami.models;

import ai.pami.PamiException;
import ai.pami.onnx.OnnxFunction;
import ai.pami.text.LinearHead;
import ai.pami.text.Tokenizer;
import ai.pami.text.Transformer;
import java.io.IOException;
import java.io.InputStream;

/**
 * The sentence encoder all-MiniLM-L6-v2, weights quantised to 8 bits (22 MB): a text to 384 numbers
 * that lie close for texts of like meaning. Weights: sentence-transformers, Apache-2.0.
 */
public final class MiniLm implements AutoCloseable {
  /** Trained on texts of up to 256 tokens; it takes twice as many. */
  private static final int LIMIT = 256;

  private final OnnxFunction model;
  private final Tokenizer tokenizer;

  private MiniLm(OnnxFunction model, Tokenizer tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
  }

  /**
   * Opens the encoder.
   *
   * @throws PamiException if it is missing from this installation
   */
  public static MiniLm open() {
    String name = "all-minilm-l6-v2-q";
    try (InputStream weights = resource("/" + name + ".onnx");
        InputStream vocabulary = resource("/" + name + "-tokenizer.json")) {
      Tokenizer tokenizer = Tokenizer.read(name + "-tokenizer.json", vocabulary);
      try {
        return new MiniLm(OnnxFunction.of(name + ".onnx", weights.readAllBytes()), tokenizer);
      } catch (RuntimeException e) {
        tokenizer.close();
        throw e;
      }
    } catch (IOException e) {
      throw new PamiException("the embedded encoder can't be read: " + e.getMessage(), e);
    }
  }

  static InputStream resource(String path) {
    InputStream in = MiniLm.class.getResourceAsStream(path);
    if (in == null) {
      throw new PamiException("missing from this installation: " + path);
    }
    return in;
  }

  /** Texts to embeddings, {@code [texts][384]}, each of length 1. */
  public Transformer encoder() {
    return Transformer.of(model, tokenizer).limit(LIMIT);
  }

  /** Texts to the two scores of a head. */
  Transformer classifier(LinearHead head) {
    return encoder().head(head);
  }

  /** What turns texts into the encoder's tokens. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
