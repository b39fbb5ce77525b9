package ai.pami.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DomainTest {

  @Test
  void hasAsManyElementsAsItsShapeSays() {
    Domain domain = Domain.of(3, 4, 5);
    assertThat(domain.size()).isEqualTo(60);
    assertThat(domain.rank()).isEqualTo(3);
    assertThat(domain.extent(2)).isEqualTo(5);
    assertThat(domain).hasToString("3x4x5").isEqualTo(Domain.of(3, 4, 5));
    assertThat(domain).isNotEqualTo(Domain.of(60));
  }

  @Test
  void refusesShapesWithoutElementsOrWithTooMany() {
    assertThatThrownBy(() -> Domain.of()).hasMessageContaining("at least one axis");
    assertThatThrownBy(() -> Domain.of(4, 0)).hasMessageContaining("[4, 0]");
    assertThatThrownBy(() -> Domain.of(65536, 65536)).hasMessageContaining("[65536, 65536]");
  }
}
