package ai.pami.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {
  @Test
  void aTensorHoldsWhatItIsMadeOf() {
    Tensor floats = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertThat(floats.type()).isEqualTo(ElementType.FLOAT32);
    assertThat(floats.floats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(floats.rank()).isEqualTo(2);
    assertThat(floats.extent(0)).isEqualTo(2);
    assertThat(floats.extent(1)).isEqualTo(3);
    assertThat(floats).hasToString("FLOAT32 [2, 3]");
    Tensor longs = Tensor.of(new long[] {Long.MAX_VALUE}, 1, 1);
    assertThat(longs.type()).isEqualTo(ElementType.INT64);
    assertThat(longs.longs()).containsExactly(Long.MAX_VALUE);
    Tensor strings = Tensor.of(new String[] {"ä", "我"}, 2);
    assertThat(strings.type()).isEqualTo(ElementType.STRING);
    assertThat(strings.strings()).containsExactly("ä", "我");
  }

  @Test
  void aSingleNumberHasNoAxes() {
    Tensor scalar = Tensor.of(new long[] {7});
    assertThat(scalar.rank()).isZero();
    assertThat(scalar.shape()).isEmpty();
    assertThat(scalar).hasToString("INT64 []");
  }

  @Test
  void anAxisMayBeEmpty() {
    assertThat(Tensor.of(new long[0], 1, 0).extent(1)).isZero();
  }

  @Test
  void valuesThatDoNotFillTheShapeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.of(new float[5], 2, 3))
        .withMessage("5 values do not fill a tensor of shape [2, 3]");
    assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(new long[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(new String[] {"a"}, 0));
  }

  @Test
  void valuesOfAnotherTypeAreNotThere() {
    Tensor longs = Tensor.of(new long[] {1}, 1);
    assertThatThrownBy(longs::floats)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a tensor of INT64, not FLOAT32");
    assertThatThrownBy(longs::strings).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(Tensor.of(new float[] {1}, 1)::longs)
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theShapeCantBeChangedFromOutside() {
    int[] shape = {2, 1};
    Tensor tensor = Tensor.of(new float[2], shape);
    shape[0] = 9;
    tensor.shape()[1] = 9;
    assertThat(tensor.shape()).containsExactly(2, 1);
  }
}
