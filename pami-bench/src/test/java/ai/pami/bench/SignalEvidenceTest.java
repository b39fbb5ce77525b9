package ai.pami.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.pami.onnx.OnnxFunction;
import ai.pami.signal.Series;
import ai.pami.signal.TensorSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model trained on few signals, and where its maps have their peaks. */
class SignalEvidenceTest {
  @TempDir private Path folder;

  @Test
  void mapsOfATrainedModelPeakInThePlantedPattern() throws IOException {
    byte[] trained = TrainSignal.train(PlantedSignals.SERIES, 600, 100);
    Path file = Files.write(folder.resolve("series.onnx"), trained);
    try (OnnxFunction function = OnnxFunction.open(file)) {
      TensorSeries model = new TensorSeries(function, "probabilities", Optional.empty());
      SignalEvidence.Result found = SignalEvidence.measure(PlantedSignals.SERIES, model, 60);
      assertThat(found.cases()).isEqualTo(60);
      assertThat(found.hits()).isGreaterThanOrEqualTo(57);
      assertThat(found.calls()).isLessThanOrEqualTo(60 * 500);
    }
    assertThat(TrainSignal.train(PlantedSignals.SERIES, 600, 100)).isEqualTo(trained);
  }

  @Test
  void theFileAnswersAsTheFeaturesSay() throws IOException {
    Rocket rocket = new Rocket(1, 1);
    float[][] weights = new float[rocket.features()][2];
    weights[3][0] = 0.5f;
    weights[rocket.features() - 7][1] = 2;
    float[] offsets = {0.25f, -1};
    Path file = Files.write(folder.resolve("two.onnx"), rocket.onnx(weights, offsets));
    Series series = PlantedSignals.SERIES.draw(2).series();
    double[] features = rocket.features(series.channel(0));
    try (OnnxFunction function = OnnxFunction.open(file)) {
      double[] row =
          new TensorSeries(function, "probabilities", Optional.empty()).predict(List.of(series))[0];
      assertThat(row[0]).isCloseTo(logistic(0.5 * features[3] + 0.25), within(1e-5));
      assertThat(row[1]).isCloseTo(logistic(2 * features[features.length - 7] - 1), within(1e-5));
    }
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void patternsLieWhereTheySay() {
    for (PlantedSignals signals : PlantedSignals.values()) {
      for (long seed = 0; seed < 40; seed++) {
        PlantedSignals.Case drawn = signals.draw(seed);
        assertThat(drawn.label()).isEqualTo((int) (seed % 4));
        assertThat(drawn.to()).isLessThanOrEqualTo(signals.length);
        assertThat(drawn.series()).isEqualTo(signals.draw(seed).series());
      }
    }
    assertThat(SignalEvidence.rate(190, 200)).isEqualTo("190 of 200 cases: 95.0 % [91.0, 97.3]");
  }
}
