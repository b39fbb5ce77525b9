package ai.pami.evaluate.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void textsStandLeftAndNumbersRight() {
    TextTable table =
        new TextTable(
            List.of("method", "n"), 1, List.of(List.of("a|b", "12"), List.of("longer one", "7")));
    assertThat(table)
        .hasToString(
            """
            method       n
            ----------  --
            a|b         12
            longer one   7
            """);
    assertThat(table.markdown())
        .isEqualTo(
            """
            | method | n |
            | --- | ---: |
            | a\\|b | 12 |
            | longer one | 7 |
            """);
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextTable(List.of("a"), 0, List.of(List.of("1", "2"))));
  }

  @Test
  void wideTablesAreCutIntoSeveralWithTheTextsInEach() {
    TextTable table =
        new TextTable(
            List.of("method", "a", "bb", "ccc"), 1, List.of(List.of("m", "1.25", "2", "3")));
    assertThat(table.within(21)).isEqualTo(table.toString());
    assertThat(table.within(20))
        .isEqualTo(
            """
            method     a  bb
            ------  ----  --
            m       1.25   2

            method  ccc
            ------  ---
            m         3
            """);
    assertThat(table.within(1).lines().filter(line -> line.startsWith("method"))).hasSize(3);
  }
}
