package ai.pami.evaluate.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.pami.engine.Progress;
import ai.pami.evaluate.method.Methods;
import ai.pami.image.ImageMethod;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final List<String> BOTH = List.of("rise@1000", "rise@9000");
  private Pace pace;

  @BeforeEach
  void expectTenPictures() {
    Map<String, ImageMethod> methods = new LinkedHashMap<>();
    for (long calls : new long[] {1000, 9000}) {
      methods.put("rise@" + calls, Methods.named("rise", 0, Optional.of(calls)));
    }
    pace = new Pace(methods);
    for (int i = 0; i < 10; i++) {
      pace.expect(BOTH);
    }
  }

  private static Progress asked(long calls, long of) {
    return new Progress(calls, of, Duration.ofSeconds(1));
  }

  @Test
  void nothingIsToldBeforeTheModelIsAsked() {
    pace.beginPicture(BOTH);
    assertThat(pace.left()).isZero();
    assertThat(pace.within()).isZero();
  }

  /** 100 of 100,040 calls in 50 ms or more: about 2,000 calls a second and 50 s. */
  @Test
  void theFirstCallsTellOfTheWholeStudy() throws InterruptedException {
    pace.beginPicture(BOTH);
    pace.beginMethod();
    long from = System.nanoTime();
    Thread.sleep(50);
    pace.asked(asked(100, 1002));
    double left = pace.left().toNanos() / 1e9;
    double spent = (System.nanoTime() - from) / 1e9;
    assertThat(left).isBetween(1000 * 0.05 * 0.99, 1000 * spent * 1.01);
    assertThat(pace.within()).isCloseTo(100 / 10_004.0, within(0.001));
  }

  @Test
  void methodsWeighWhatTheyTakeAndWrongPicturesTakeNothing() throws InterruptedException {
    pace.beginPicture(BOTH);
    pace.beginMethod();
    Thread.sleep(30);
    pace.asked(asked(1002, 1002));
    pace.endMethod();
    // By the calls the second takes nine times as long as the first.
    assertThat(pace.within()).isCloseTo(0.1, within(0.01));
    pace.beginMethod();
    Thread.sleep(30);
    pace.asked(asked(9002, 9002));
    pace.endMethod();
    assertThat(pace.within()).isEqualTo(1);
    pace.endPicture(true);
    double left = pace.left().toNanos() / 1e9;
    assertThat(left).isBetween(9 * 0.06, 9 * 6.0);
    pace.beginPicture(BOTH);
    pace.endPicture(false);
    // Eight pictures, of which half will be judged.
    assertThat(pace.left().toNanos() / 1e9).isCloseTo(left * 8 / 9 / 2, within(1e-6));
  }
}
