package ai.pami.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class OutputsTest {
  /** A difference that single precision does not hold. */
  private static final double FINE = 0.1 + 1e-15;

  @Test
  void rowsKeepDoublePrecision() {
    Outputs outputs = Outputs.of(new double[][] {{FINE, 1e300}, {-0.0, Double.MIN_VALUE}});
    assertThat(outputs.count()).isEqualTo(2);
    Output first = outputs.get(0);
    assertThat(first.shape()).containsExactly(2);
    assertThat(first.size()).isEqualTo(2);
    assertThat(first.get(0)).isEqualTo(FINE);
    assertThat(first.get(1)).isEqualTo(1e300);
    assertThat(outputs.get(1).get(1)).isEqualTo(Double.MIN_VALUE);
    assertThat(first.toArray()).containsExactly(0.1f, Float.POSITIVE_INFINITY);
  }

  @Test
  void aCopyOfARowKeepsItsPrecisionAndDoesNotChangeWithIt() {
    double[][] rows = {{FINE, 2}};
    Output copy = Outputs.of(rows).get(0).copy();
    rows[0][0] = 7;
    rows[0][1] = 7;
    assertThat(copy.get(0)).isEqualTo(FINE);
    assertThat(copy.get(1)).isEqualTo(2);
    assertThat(copy.shape()).containsExactly(2);
    assertThat(copy.copy().get(0)).isEqualTo(FINE);
  }

  @Test
  void aCopyOfAViewDoesNotChangeWithTheModelsMemory() {
    FloatBuffer memory = FloatBuffer.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8});
    Outputs outputs = new Outputs(memory, 2, 2, 2);
    Output view = outputs.get(1);
    Output copy = view.copy();
    memory.put(5, 0);
    assertThat(view.get(1)).isZero();
    assertThat(copy.get(1)).isEqualTo(6);
    assertThat(copy.shape()).containsExactly(2, 2);
    assertThat(copy.toArray()).containsExactly(5, 6, 7, 8);
  }

  @Test
  void thereIsNoAnswerBeyondTheLast() {
    Outputs outputs = Outputs.of(new double[][] {{1}, {2}});
    assertThatThrownBy(() -> outputs.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> outputs.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void tooFewValuesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Outputs(FloatBuffer.allocate(11), 2, 2, 3))
        .withMessageContaining("11 values")
        .withMessageContaining("[2, 3]");
  }
}
