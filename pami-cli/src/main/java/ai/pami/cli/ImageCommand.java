package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.image.ImageExplainer;
import ai.pami.image.PictureArea;
import ai.pami.image.picture.Picture;
import ai.pami.target.Targets;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Explains pictures. */
@Command(
    name = "image",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Explains what an image model looked at, in every PICTURE: its classes, an area of a dense output, or its likeness to"
          + " another picture.",
      "",
      "For each one OUT/<name>/ gets report.html, explanation.json and, for every target, its map as an overlay and a heat map"
          + " (PNG) and as numbers (.npy, float32)."
    },
    footer = {
      "",
      "Examples:",
      "  pami image cat.jpg --model squeezenet.onnx --preprocess imagenet-caffe --labels labels.txt",
      "  pami image cat.jpg --model net.onnx --activation softmax --target \"tabby,tiger cat\"",
      "  pami image cat.jpg --model net.onnx --activation softmax --target \"tabby vs tiger cat\"",
      "  pami image street.jpg --model segmenter.onnx --target road --area 120,300,80,40",
      "  pami image face.jpg --model embedder.onnx --similar-to passport.jpg",
      "  pami image photos/ --model net.onnx --target top3 --format html --out explained",
      "  pami image cat.jpg --model net.onnx --partition slic:50 --partition regions.png --evidence both",
      "  pami image cat.jpg --model slow.onnx --forecast",
      "  pami image cat.jpg --model slow.onnx --deadline 20s --until-settled --preview",
      "  pami image cat.jpg --endpoint http://host:8000/v2/models/net --preprocess imagenet",
      "  pami image cat.jpg --endpoint https://host/predictions/net --send jpeg --input-shape 224,224 --bearer-token-env TOKEN",
      "  pami image cat.jpg --model net.onnx --bundle cat.pami && pami verify cat.pami --model net.onnx",
      "",
      "Exit codes: 0 all done, 1 a picture failed (the others are done), 2 wrong usage, 130 interrupted."
    })
final class ImageCommand extends PictureCommand {
  @Option(
      names = "--target",
      paramLabel = "WHAT[,...]",
      defaultValue = "top1",
      description = {
        "What to explain: top1, topK, an output's INDEX or LABEL, ONE vs OTHER for the difference of two, >=SCORE for every class"
            + " of such a score, several separated by commas (default: ${DEFAULT-VALUE}).",
        "Of a model asked for several outputs, HEAD:WHAT."
      })
  private String target;

  @Option(
      names = "--area",
      paramLabel = "X,Y,WIDTH,HEIGHT|MASK",
      description =
          "For models that answer for every place (segmentation, depth): explain the target's mean over this part of the"
              + " picture, in its pixels, or over what is not black in a picture of its size.")
  private String area;

  @Option(
      names = "--similar-to",
      paramLabel = "PICTURE",
      description =
          "For models that answer with an embedding: explain the cosine similarity to this picture's, in place of --target.")
  private Path similarTo;

  private Targets classes;

  /** Of {@link #similarTo}, asked once. */
  private Targets similarity;

  @Override
  void requireUsable() {
    classes = Targets.parse(target);
    if (similarTo != null && area != null) {
      throw new IllegalArgumentException("--similar-to and --area exclude each other: give one");
    }
  }

  @Override
  Targets targets(ImageExplainer explainer, Picture picture) {
    if (similarTo != null) {
      if (similarity == null) {
        similarity =
            Targets.similarity(
                explainer.answer(reader().read(similarTo)).toArray(),
                similarTo.getFileName().toString());
      }
      return similarity;
    }
    return area == null ? classes : explainer.over(picture, marked(picture), classes);
  }

  private PictureArea marked(Picture picture) {
    if (!area.matches("-?\\d{1,6}(,-?\\d{1,6}){3}")) {
      Path mask = Path.of(area);
      try {
        return PictureArea.mask(picture, reader().read(mask));
      } catch (PamiException e) {
        throw new PamiException(
            "--area %s: give X,Y,WIDTH,HEIGHT in pixels or a mask's file (%s)"
                .formatted(area, e.getMessage()),
            e);
      }
    }
    int[] numbers = Arrays.stream(area.split(",", -1)).mapToInt(Integer::parseInt).toArray();
    return PictureArea.rectangle(picture, numbers[0], numbers[1], numbers[2], numbers[3]);
  }
}
