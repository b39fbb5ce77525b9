package ai.pami.models;

import ai.pami.PamiException;
import ai.pami.target.Labels;
import ai.pami.text.LinearHead;
import ai.pami.text.Transformer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether an English sentence speaks well or ill of something: {@link MiniLm} and a logistic head
 * of 385 numbers, trained by this project on movie reviews (Pang and Lee 2005) with {@code
 * ai.pami.bench.TrainSentiment}, which prints its accuracy on sentences left out.
 */
public final class Sentiment implements AutoCloseable {
  private final MiniLm encoder;
  private final LinearHead head;
  private final Labels labels;

  private Sentiment(MiniLm encoder, LinearHead head, Labels labels) {
    this.encoder = encoder;
    this.head = head;
    this.labels = labels;
  }

  /**
   * Opens the model.
   *
   * @throws PamiException if it is missing from this installation
   */
  public static Sentiment open() {
    try (InputStream in = MiniLm.resource("sentiment-head.json")) {
      JsonNode json = new ObjectMapper().readTree(in);
      double[] weights = new double[json.path("weights").size()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = json.path("weights").get(i).asDouble();
      }
      List<String> names = new ArrayList<>();
      json.path("labels").forEach(name -> names.add(name.asText()));
      LinearHead head = new LinearHead(weights, json.path("bias").asDouble());
      return new Sentiment(MiniLm.open(), head, Labels.of(names));
    } catch (IOException e) {
      throw new PamiException("the embedded model can't be read: " + e.getMessage(), e);
    }
  }

  /** Texts to the probabilities of the two labels, {@code [texts][2]}. */
  public Transformer model() {
    return encoder.classifier(head);
  }

  /** {@code negative} and {@code positive}. */
  public Labels labels() {
    return labels;
  }

  /** The encoder below the head. */
  public MiniLm encoder() {
    return encoder;
  }

  @Override
  public void close() {
    encoder.close();
  }
}
