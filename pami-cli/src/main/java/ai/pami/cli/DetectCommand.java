package ai.pami.cli;

import ai.pami.detection.Box;
import ai.pami.detection.BoxLayout;
import ai.pami.detection.Detection;
import ai.pami.detection.Detections;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.image.Placement;
import ai.pami.image.picture.Picture;
import ai.pami.report.ImageReport;
import ai.pami.target.Targets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Explains detected objects. */
@Command(
    name = "detect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Explains why a detector found what it found, in every PICTURE: a map for each box.",
      "",
      "A masked copy's score is how well its best box matches the one explained: intersection over union, times the cosine of the"
          + " class scores, times how sure it is that there is an object (D-RISE, Petsiuk et al. 2021).",
      "For each picture OUT/<name>/ gets report.html, explanation.json and, for every box, its map as an overlay and a heat map"
          + " (PNG) and as numbers (.npy, float32)."
    },
    footer = {
      "",
      "Examples:",
      "  pami detect street.jpg --model yolov8n.onnx --layout yolov8 --preprocess yolo --labels coco.txt",
      "  pami detect street.jpg --model detr.onnx --layout detr --output logits,pred_boxes --preprocess imagenet",
      "  pami detect shelf/ --model ssd.onnx --layout ssd --output boxes,scores --confidence 0.5 --boxes 3",
      "",
      "Exit codes: 0 all done, 1 a picture failed (the others are done), 2 wrong usage, 130 interrupted."
    })
final class DetectCommand extends PictureCommand {
  /** No box in pixels is as small as to end here. */
  private static final double FRACTIONS_END = 2;

  @Option(
      names = "--layout",
      required = true,
      paramLabel = "NAME",
      description = {
        "How the model answers: yolo (v3 to v7, X: [boxes, 5 + classes]), yolo8 (v8 and later: [4 + classes, boxes]), ssd (boxes"
            + " [n, 4] and probabilities [n, 1 + classes]) or detr (boxes [n, 4] and logits [n, classes + 1]).",
        "For the last two name both outputs by --output. The answer must hold all boxes, before any suppression."
      })
  private String layout;

  @Option(
      names = "--boxes",
      paramLabel = "N",
      defaultValue = "10",
      description = "Explain at most so many, the most confident (default: ${DEFAULT-VALUE}).")
  private int boxes;

  @Option(
      names = "--confidence",
      paramLabel = "P",
      defaultValue = "0.25",
      description = "Explain boxes of at least this confidence (default: ${DEFAULT-VALUE}).")
  private double confidence;

  @Option(
      names = "--overlap",
      paramLabel = "SHARE",
      defaultValue = "0.45",
      description =
          "Boxes of one class that share more (intersection over union) are one object (default: ${DEFAULT-VALUE}).")
  private double overlap;

  private BoxLayout boxLayout;
  private Detections.Limits limits;

  /** What was found in the picture explained last. */
  private List<Detection> found = List.of();

  @Override
  void requireUsable() {
    boxLayout = BoxLayout.named(layout);
    limits = new Detections.Limits(confidence, overlap, boxes);
  }

  @Override
  Targets targets(ImageExplainer explainer, Picture picture) {
    return (output, labels) -> {
      Detections detections = Detections.of(output, boxLayout, limits);
      found = detections.found();
      return detections.targets(labels);
    };
  }

  @Override
  ImageReport report(ImageExplanation explanation) {
    Placement placement = explanation.placement();
    boolean fractions =
        found.stream()
            .map(Detection::box)
            .allMatch(box -> box.right() < FRACTIONS_END && box.bottom() < FRACTIONS_END);
    List<Box> onPicture =
        found.stream()
            .map(Detection::box)
            .map(box -> fractions ? box.scaled(placement.width(), placement.height()) : box)
            .map(box -> onPicture(box, placement))
            .toList();
    return ImageReport.of(explanation).found(onPicture);
  }

  private static Box onPicture(Box seen, Placement placement) {
    return new Box(
        placement.left() + seen.left() * placement.scaleX(),
        placement.top() + seen.top() * placement.scaleY(),
        placement.left() + seen.right() * placement.scaleX(),
        placement.top() + seen.bottom() * placement.scaleY());
  }
}
