package ai.pami.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.pami.PamiException;
import ai.pami.detection.Detections.Limits;
import ai.pami.model.Output;
import ai.pami.target.Labels;
import ai.pami.target.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetectionsTest {
  private static final double NEAR = 1e-5;

  /** What a detector is made to answer: two classes, a box by its middle, and how sure it is. */
  private record Seen(double x, double y, double width, double height, double a, double b) {}

  /** The two heads in either order, or the one table, that hold {@code seen} in a layout. */
  private static Output answer(BoxLayout layout, boolean turned, Seen... seen) {
    int n = seen.length;
    float[] boxes = new float[4 * n];
    float[] scores = new float[3 * n];
    float[] yolo = new float[7 * n];
    float[] yolo8 = new float[6 * n];
    for (int i = 0; i < n; i++) {
      Seen s = seen[i];
      double[] box =
          layout == BoxLayout.SSD
              ? new double[] {
                s.x - s.width / 2, s.y - s.height / 2, s.x + s.width / 2, s.y + s.height / 2
              }
              : new double[] {s.x, s.y, s.width, s.height};
      double nothing = Math.max(1e-9, 1 - s.a - s.b);
      double[] classes =
          layout == BoxLayout.SSD
              ? new double[] {nothing, s.a, s.b}
              : new double[] {Math.log(s.a + 1e-12), Math.log(s.b + 1e-12), Math.log(nothing)};
      for (int k = 0; k < 4; k++) {
        boxes[4 * i + k] = (float) box[k];
        yolo[7 * i + k] = (float) box[k];
        yolo8[k * n + i] = (float) box[k];
      }
      for (int k = 0; k < 3; k++) {
        scores[3 * i + k] = (float) classes[k];
      }
      double any = s.a + s.b;
      yolo[7 * i + 4] = (float) any;
      yolo[7 * i + 5] = (float) (any == 0 ? 0 : s.a / any);
      yolo[7 * i + 6] = (float) (any == 0 ? 0 : s.b / any);
      yolo8[4 * n + i] = (float) s.a;
      yolo8[5 * n + i] = (float) s.b;
    }
    Output boxHead = Output.of(boxes, 1, n, 4);
    Output scoreHead = Output.of(scores, 1, n, 3);
    return switch (layout) {
      case YOLO -> Output.of(yolo, 1, n, 7);
      case YOLO8 -> Output.of(yolo8, 1, 6, n);
      case SSD, DETR ->
          Output.joined(turned ? List.of(scoreHead, boxHead) : List.of(boxHead, scoreHead));
    };
  }

  private static final Seen DOG = new Seen(50, 40, 20, 10, 0.9, 0.05);
  private static final Seen DOG_AGAIN = new Seen(51, 40, 20, 10, 0.8, 0.05);
  private static final Seen CAT = new Seen(50, 40, 22, 10, 0.05, 0.7);
  private static final Seen FAR = new Seen(10, 10, 8, 8, 0.6, 0.1);
  private static final Seen FAINT = new Seen(80, 80, 8, 8, 0.1, 0.05);

  @ParameterizedTest
  @EnumSource
  void findsTheSameInEveryLayout(BoxLayout layout) {
    for (boolean turned : new boolean[] {false, true}) {
      Output output = answer(layout, turned, FAINT, DOG_AGAIN, FAR, DOG, CAT);
      List<Detection> found = Detections.of(output, layout, Limits.defaults()).found();
      assertThat(found).hasSize(3);
      assertThat(found.get(0).confidence()).isCloseTo(0.9, within(NEAR));
      assertThat(found.get(0).box().left()).isCloseTo(40, within(1e-4));
      assertThat(found.get(0).box().bottom()).isCloseTo(45, within(1e-4));
      assertThat(found.get(0).classIndex()).isZero();
      // A cat where the dog is, is no double of it.
      assertThat(found.get(1).classIndex()).isEqualTo(1);
      assertThat(found.get(2).box().left()).isCloseTo(6, within(1e-4));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBoxMatchesItselfBestAndLosesByMovingFadingAndChangingItsClass(BoxLayout layout) {
    List<Target> targets =
        Detections.of(answer(layout, false, DOG, FAR), layout, Limits.defaults())
            .targets(Labels.of(List.of("dog", "cat")));
    assertThat(targets.get(0).label()).isEqualTo("dog 0.90");
    double same = score(targets.get(0), answer(layout, false, DOG, FAR));
    double objectness = layout == BoxLayout.YOLO8 ? 0.9 : 0.95;
    assertThat(same).isCloseTo(objectness, within(NEAR));
    Seen moved = new Seen(60, 40, 20, 10, 0.9, 0.05);
    assertThat(score(targets.get(0), answer(layout, false, moved, FAR)))
        .isCloseTo(objectness / 3, within(NEAR));
    Seen cat = new Seen(50, 40, 20, 10, 0.05, 0.9);
    double cosine = 2 * 0.9 * 0.05 / (0.9 * 0.9 + 0.05 * 0.05);
    assertThat(score(targets.get(0), answer(layout, false, cat, FAR)))
        .isCloseTo(objectness * cosine, within(NEAR));
    Seen faint = new Seen(50, 40, 20, 10, 0.09, 0.005);
    assertThat(score(targets.get(0), answer(layout, false, faint, FAR)))
        .isCloseTo(objectness / 10, within(NEAR));
    assertThat(score(targets.get(0), answer(layout, false, FAR, FAR))).isZero();
  }

  private static double score(Target target, Output output) {
    return target.score().applyAsDouble(output);
  }

  @Test
  void theBestMatchIsFoundAmongThousands() {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      List<Seen> seen = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        double a = random.nextDouble();
        seen.add(
            new Seen(
                random.nextDouble() * 100,
                random.nextDouble() * 100,
                5 + random.nextDouble() * 40,
                5 + random.nextDouble() * 40,
                a,
                random.nextDouble() * (1 - a)));
      }
      Seen sought = new Seen(50, 50, 30, 30, 0.7, 0.2);
      Target target =
          Detections.of(answer(BoxLayout.SSD, false, sought), BoxLayout.SSD, Limits.defaults())
              .targets(Labels.none())
              .get(0);
      double expected = seen.stream().mapToDouble(s -> match(sought, s)).max().orElseThrow();
      assertThat(score(target, answer(BoxLayout.SSD, false, seen.toArray(Seen[]::new))))
          .isCloseTo(expected, within(NEAR));
    }
  }

  /** The similarity, written down once more without any shortcut. */
  private static double match(Seen s, Seen t) {
    double w =
        Math.min(s.x + s.width / 2, t.x + t.width / 2)
            - Math.max(s.x - s.width / 2, t.x - t.width / 2);
    double h =
        Math.min(s.y + s.height / 2, t.y + t.height / 2)
            - Math.max(s.y - s.height / 2, t.y - t.height / 2);
    double shared = Math.max(0, w) * Math.max(0, h);
    double iou = shared / (s.width * s.height + t.width * t.height - shared);
    double cosine = (s.a * t.a + s.b * t.b) / Math.hypot(s.a, s.b) / Math.hypot(t.a, t.b);
    return iou * cosine * (t.a + t.b);
  }

  @Test
  void saysWhatTheModelHasWhereItDoesNotFit() {
    Output classes = Output.of(new float[1000], 1000);
    assertThatThrownBy(() -> Detections.of(classes, BoxLayout.YOLO, Limits.defaults()))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("[1000]")
        .hasMessageContaining("another layout");
    assertThatThrownBy(() -> Detections.of(classes, BoxLayout.DETR, Limits.defaults()))
        .hasMessageContaining("two outputs");
    assertThatThrownBy(
            () ->
                Detections.of(
                    answer(BoxLayout.YOLO8, false, DOG), BoxLayout.YOLO, Limits.defaults()))
        .hasMessageContaining("at least 6 numbers a box");
    assertThatThrownBy(
            () ->
                Detections.of(answer(BoxLayout.SSD, false, FAINT), BoxLayout.SSD, Limits.defaults())
                    .targets(Labels.none()))
        .hasMessageContaining("finds nothing");
    assertThatThrownBy(
            () ->
                Detections.of(answer(BoxLayout.SSD, false, DOG), BoxLayout.SSD, Limits.defaults())
                    .targets(Labels.of(List.of("dog", "cat", "cow"))))
        .hasMessageContaining("3 labels");
    assertThatThrownBy(() -> BoxLayout.named("rcnn")).hasMessageContaining("detr");
    assertThat(Arrays.asList("yolo", "YOLOv8", "ssd", "DETR"))
        .map(BoxLayout::named)
        .containsExactly(BoxLayout.YOLO, BoxLayout.YOLO8, BoxLayout.SSD, BoxLayout.DETR);
    assertThatThrownBy(() -> new Limits(2, 0.5, 1)).hasMessageContaining("0..1");
  }
}
