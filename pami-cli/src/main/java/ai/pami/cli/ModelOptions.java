package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.image.EncodedPictures;
import ai.pami.image.Preprocessing;
import ai.pami.image.PreprocessingFile;
import ai.pami.model.TensorModel;
import ai.pami.onnx.OnnxModel;
import ai.pami.onnx.OnnxOptions;
import ai.pami.target.Activation;
import ai.pami.target.Labels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model is explained and how pictures get into it. */
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "MODEL.onnx",
      description = "The model: an ONNX file with one image input.")
  Path model;

  @Option(
      names = "--preprocess",
      paramLabel = "FILE|PRESET",
      description = {
        "How a picture becomes numbers: imagenet (torchvision), imagenet-caffe, imagenet-tf, clip, unit, raw, grey-unit, yolo,"
            + " or a JSON file.",
        "Left out: MODEL.preprocess.json, MODEL.json or preprocessor_config.json beside the model, else what the model's own"
            + " metadata says."
      })
  String preprocess;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "What the outputs are called: a label a line, in output order.")
  Path labels;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      defaultValue = "none",
      description =
          "What turns outputs into scores: none, softmax or sigmoid (default: ${DEFAULT-VALUE}).")
  String activation;

  @Option(
      names = "--output",
      paramLabel = "NAME|NUMBER[,...]",
      description =
          "The output to explain, or several as heads of one answer, separated by commas (default: the first).")
  String output;

  /**
   * Opens the model file.
   *
   * @throws IllegalArgumentException if none was given
   */
  OnnxModel open() {
    return open(1);
  }

  OnnxModel open(int threadsPerCall) {
    if (model == null) {
      throw new IllegalArgumentException(
          "there is no model: give an ONNX file with --model (pami image also takes a server with --endpoint)");
    }
    return open(model, threadsPerCall);
  }

  /** Another model of the same kind. */
  OnnxModel open(Path other) {
    return open(other, 1);
  }

  private OnnxModel open(Path file, int threadsPerCall) {
    OnnxOptions options = OnnxOptions.defaults().withThreadsPerCall(threadsPerCall);
    return OnnxModel.open(
        file, output == null ? options : options.withOutputs(List.of(output.split(",", -1))));
  }

  Preprocessing preprocessing(TensorModel opened) {
    if (preprocess != null) {
      return given();
    }
    Optional<Preprocessing> known =
        Optional.ofNullable(model)
            .flatMap(PreprocessingFile::beside)
            .or(() -> PreprocessingFile.of(opened));
    return known.orElseThrow(
        () ->
            new PamiException(
                "%s does not say how pictures become its input %s: give --preprocess with one of %s, or a JSON file"
                    .formatted(
                        model == null ? opened.name() : model,
                        opened.input(),
                        String.join(", ", Preprocessing.presetNames()))));
  }

  /** How pictures are fitted for a server that takes files: as given, else as they are. */
  Preprocessing fitting() {
    return EncodedPictures.preprocessing(preprocess == null ? Preprocessing.RAW : given());
  }

  private Preprocessing given() {
    return preprocess.endsWith(".json") || Files.isRegularFile(Path.of(preprocess))
        ? PreprocessingFile.read(Path.of(preprocess))
        : Preprocessing.preset(preprocess);
  }

  Labels labels() {
    return labels == null ? Labels.none() : Labels.read(labels);
  }

  Activation activation() {
    return Activation.named(activation);
  }
}
