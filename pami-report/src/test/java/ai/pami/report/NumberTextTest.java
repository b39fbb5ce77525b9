package ai.pami.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.000",
    "0.69797, 0.698",
    "-0.056, -0.056",
    "1.2345, 1.23",
    "12.345, 12.3",
    "-999.6, -1000",
    "0.000048568, 4.9e-5",
    "123456, 1.2e+5",
    "NaN, –"
  })
  void showsAboutThreeDigits(double value, String text) {
    assertThat(NumberText.of(value)).isEqualTo(text);
  }
}
