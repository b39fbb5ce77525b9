package ai.pami.image;

import ai.pami.domain.Partition;
import ai.pami.domain.Partitioner;
import ai.pami.domain.Regions;
import ai.pami.engine.Composer;
import ai.pami.engine.ProbeEngine;
import ai.pami.image.background.Background;
import ai.pami.image.picture.Picture;
import ai.pami.method.Baseline;
import ai.pami.method.MapWatch;
import ai.pami.method.MethodResult;
import ai.pami.question.MapCheck;
import ai.pami.question.Question;
import ai.pami.target.Scoring;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One picture, a model and what is to be explained of its answer: what a method works on. Closing
 * it stops its engine.
 */
public final class ImageQuestion implements AutoCloseable {
  private final Question<ByteBuffer> question;
  private final ImageInput input;
  private final Picture original;
  private final Picture picture;
  private final Placement placement;

  /** The picture as the model reads it, which most composers share. */
  private final byte[] encoded;

  private final Optional<Tracing> tracing;
  private final MapWatch watch;
  private final PicturePartitions partitions;

  private ImageQuestion(
      ImageInput input,
      Preprocessing preprocessing,
      Picture original,
      Optional<Tracing> tracing,
      List<Partitioner<Picture>> foreseen,
      Function<ImageQuestion, Question<ByteBuffer>> open,
      Function<ImageQuestion, MapWatch> watch) {
    this.input = input;
    this.original = original;
    this.tracing = tracing;
    this.picture = preprocessing.fit(original, input.height(), input.width());
    this.placement = preprocessing.place(original, input.height(), input.width());
    this.partitions = new PicturePartitions(picture, foreseen);
    try {
      this.encoded = input.encode(picture.toFloats());
      this.question = open.apply(this);
      this.watch = watch.apply(this);
    } catch (RuntimeException e) {
      partitions.close();
      throw e;
    }
  }

  /**
   * Asks the unmasked picture and the bare background.
   *
   * @param tracing keeps what is asked, if it is to be kept
   * @param foreseen partitions to make meanwhile
   * @param open asks the first two calls, once picture and input are there
   * @param watch looks at the maps while they are being made
   */
  static ImageQuestion open(
      ImageInput input,
      Preprocessing preprocessing,
      Picture original,
      Optional<Tracing> tracing,
      List<Partitioner<Picture>> foreseen,
      Function<ImageQuestion, Question<ByteBuffer>> open,
      Function<ImageQuestion, MapWatch> watch) {
    return new ImageQuestion(input, preprocessing, original, tracing, foreseen, open, watch);
  }

  /** The question apart from its being about a picture. */
  Question<ByteBuffer> question() {
    return question;
  }

  /** Asks the model; one engine serves one explanation. */
  public ProbeEngine<ByteBuffer> engine() {
    return question.engine();
  }

  /** Who is to see the maps while they are being made, and may end the run. */
  public MapWatch watch() {
    return watch;
  }

  /** How a picture is written into the model's input. */
  ImageInput input() {
    return input;
  }

  /** The picture as the model sees it. */
  public Picture picture() {
    return picture;
  }

  /**
   * What a partitioner makes of the picture as the model sees it, made once; partitioners of one
   * name are one.
   *
   * @throws ai.pami.PamiException if the picture can't be cut up this way
   */
  public Regions regions(Partitioner<Picture> partitioner) {
    return partitions.of(partitioner);
  }

  /** Reads the targets' scores from an output. */
  public Scoring scoring() {
    return question.scoring();
  }

  /** How many of the targets were asked for; those after them are their rivals. */
  public int explained() {
    return question.explained();
  }

  /** The composer of the picture and the method's background, and the scores of both. */
  public Baseline<ByteBuffer> baseline() {
    return question.baseline();
  }

  /**
   * Mixes another picture of the model's size, such as a shifted copy, with its background.
   *
   * @param regions what the background may follow; see {@link Background#followsRegions()}
   */
  public Composer<ByteBuffer> composer(Picture shown, Background background, Regions regions) {
    float[] hidden = TensorComposer.hidden(background, shown, regions);
    boolean asItLies = shown.equals(picture);
    TensorComposer composer =
        new TensorComposer(input, asItLies ? encoded : input.encode(shown.toFloats()), hidden);
    tracing.ifPresent(
        t -> t.note(composer, asItLies, () -> Picture.of(shown.width(), shown.height(), hidden)));
    return composer;
  }

  /** The whole picture as one region, for backgrounds when no regions are at hand. */
  static Regions whole(Picture picture) {
    return Partition.of(picture.domain(), new int[picture.domain().size()]);
  }

  /**
   * The record of what a method found.
   *
   * @param checked what a check of the maps found and took
   * @param settings what shaped it
   * @param provenance of the model
   */
  ImageExplanation explained(
      MethodResult result,
      MapCheck checked,
      Map<String, String> settings,
      Map<String, String> provenance) {
    return new ImageExplanation(
        question.explained(result, checked, settings, provenance), original, picture, placement);
  }

  @Override
  public void close() {
    partitions.close();
    question.close();
  }
}
