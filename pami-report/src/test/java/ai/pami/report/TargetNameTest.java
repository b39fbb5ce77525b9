package ai.pami.report;

import static org.assertj.core.api.Assertions.assertThat;

import ai.pami.target.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetNameTest {
  private static List<String> names(Target... targets) {
    return TargetName.of(List.of(targets));
  }

  @Test
  void joinsIndexAndFirstSynonym() {
    assertThat(names(Target.value(1, "goldfish, Carassius auratus"))).containsExactly("1-goldfish");
  }

  @Test
  void isTheIndexAloneWithoutALabel() {
    assertThat(names(Target.value(7, "7"), Target.value(8, "??"))).containsExactly("7", "8");
  }

  @Test
  void leavesNothingThatAFileSystemCouldMisread() {
    assertThat(names(Target.value(3, "../été\\: <b>"))).containsExactly("3-ete-b");
    assertThat(names(Target.value(4, "漢字 x"))).containsExactly("4-漢字-x");
  }

  @Test
  void keepsEqualNamesApartAndLongOnesShort() {
    assertThat(names(Target.value(1, "a"), Target.value(1, "A"))).containsExactly("1-a", "1-a-2");
    assertThat(names(Target.value(1, "x".repeat(200))).get(0)).hasSize(60);
  }
}
