package ai.pami.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FormatTest {
  @Test
  void readsNamesInAnyCaseAndOrder() {
    assertThat(Format.parse("html, PNG,npy-original"))
        .containsExactlyInAnyOrder(Format.PNG, Format.HTML, Format.NPY_ORIGINAL);
  }

  @Test
  void refusesOthersByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Format.parse("png,pdf"))
        .withMessageContaining("'pdf'")
        .withMessageContaining("npy-original");
    assertThatIllegalArgumentException().isThrownBy(() -> Format.parse(""));
  }
}
