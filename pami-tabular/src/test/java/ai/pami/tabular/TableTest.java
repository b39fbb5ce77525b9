package ai.pami.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables, read from CSV, and the backgrounds made of them. */
class TableTest {
  @TempDir private Path folder;

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), text);
  }

  @Test
  void readsQuotesMarksAndMissingCells() throws IOException {
    Table table =
        Table.read(
            csv("\uFEFFname,age,\"a, b\"\r\n\"Ann \"\"A\"\"\",,1.5\r\nBob,NA,2\r\nEve,40,NaN\r\n"));
    assertThat(table.columns())
        .containsExactly(
            new Column("name", Column.Kind.CATEGORY),
            new Column("age", Column.Kind.NUMBER),
            new Column("a, b", Column.Kind.NUMBER));
    assertThat(table.rows().get(0).text(0)).isEqualTo("Ann \"A\"");
    assertThat(table.rows().get(0).number(1)).isNaN();
    assertThat(table.rows().get(2).text(1)).isEqualTo("40");
    assertThat(table.rows().get(2).number(2)).isNaN();
    assertThat(table.without(List.of("age")).columns()).hasSize(2);
  }

  @Test
  void cellsMayHoldLineBreaksSeparatorsAndQuotes() throws IOException {
    Table table = Table.read(csv("note,n\n\"two\nlines, a \"\"quote\"\"\",1\n\"\",2\n"));
    assertThat(table.rows()).hasSize(2);
    assertThat(table.rows().get(0).text(0)).isEqualTo("two\nlines, a \"quote\"");
    assertThat(table.rows().get(1).text(0)).isEmpty();
    assertThat(table.rows().get(1).emptyColumns()).containsExactly("note");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n;\"a, b\";c\n1,5;x,y;7\n-,25;z;1e3\n",
        "n\t\"a, b\"\tc\n1.5\tx,y\t7\n-.25\tz\t1000\n"
      })
  void semicolonsAndTabsSeparateWhereTheHeaderHasThem(String text) throws IOException {
    for (String mark : new String[] {"", "\uFEFF"}) {
      Table table = Table.read(csv(mark + text));
      assertThat(table.columns())
          .containsExactly(
              new Column("n", Column.Kind.NUMBER),
              new Column("a, b", Column.Kind.CATEGORY),
              new Column("c", Column.Kind.NUMBER));
      assertThat(table.rows().get(0).cells()).containsExactly(1.5, "x,y", 7.0);
      assertThat(table.rows().get(1).cells()).containsExactly(-0.25, "z", 1000.0);
    }
  }

  @Test
  void whatJavaTakesForNumbersBesidesAreNames() throws IOException {
    Table table = Table.read(csv("flat,hex,n\n1d,0x1p3,+1.\n2f,0x1p4,.5\n"));
    assertThat(table.columns())
        .extracting(Column::kind)
        .containsExactly(Column.Kind.CATEGORY, Column.Kind.CATEGORY, Column.Kind.NUMBER);
  }

  @Test
  void columnsLeftOutAreNotLookedAt() throws IOException {
    Path file = csv("id,n\n" + "1,2\n".repeat(20) + "x,3\n");
    assertRefused(file, "column 'id' holds 'x'");
    assertThat(Table.read(file, List.of("id")).columns()).hasSize(1);
    assertThatThrownBy(() -> Table.read(file, List.of("ID")))
        .isInstanceOf(PamiException.class)
        .hasMessage("no column 'ID': there are id, n");
    assertThatThrownBy(() -> Table.read(file, List.of("n", "id")))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("no column is left");
  }

  @Test
  void badTablesAreNamed() throws IOException {
    assertRefused(csv(""), "is empty");
    assertRefused(csv("\uFEFF"), "is empty");
    assertRefused(csv("\n\n"), "is empty");
    assertRefused(csv(",a\n0,1\n"), "column 1 has no name");
    assertRefused(csv("a,b\n1,\"2\n"), "not CSV");
    assertRefused(csv("a,b\n"), "has no rows below its header");
    assertRefused(csv("a,a\n1,2\n"), "names the column 'a' twice");
    assertRefused(csv("a,b\n1,2\n3\n"), "row 2: 1 cells, but the header names 2 columns");
    assertRefused(
        csv("a\n" + "1\n".repeat(20) + "x\n"),
        "row 21: column 'a' holds 'x', but numbers elsewhere");
    assertRefused(folder.resolve("nope.csv"), "table not found");
    Path latin =
        Files.write(folder.resolve("latin.csv"), "a\ncafé\n".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(latin, "not text in UTF-8");
    assertThatThrownBy(() -> Table.read(csv("a,b\n1,2\n")).column("c"))
        .isInstanceOf(PamiException.class)
        .hasMessage("no column 'c': there are a, b");
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> Table.read(file))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(file.getFileName().toString());
  }

  @Test
  void theTypicalRowHasMediansAndTheMostFrequentNames() throws IOException {
    Table table = Table.read(csv("n,c\n1,x\n5,y\n,y\n2,x\n100,z\n"));
    Row typical = RowBackground.typical(table).rows().get(0);
    assertThat(typical.number(0)).as("the lower of 2 and 5").isEqualTo(2);
    assertThat(typical.text(1)).as("the first of equals").isEqualTo("x");
  }

  @Test
  void emptyCellsDoNotMakeATypicalRow() throws IOException {
    Table table = Table.read(csv("n,c,e\n,,\n,,\n4,x,\n"));
    assertThat(RowBackground.typical(table).rows().get(0).cells()).containsExactly(4.0, "x", "");
  }

  @Test
  void sampledRowsAreDrawnOnceAndTheSameForASeed() throws IOException {
    Table table = Table.read(csv("n\n1\n2\n3\n4\n5\n6\n"));
    RowBackground drawn = RowBackground.sampled(table, 4, 3);
    assertThat(drawn.rows()).hasSize(4).doesNotHaveDuplicates();
    assertThat(RowBackground.sampled(table, 4, 3)).isEqualTo(drawn);
    assertThat(RowBackground.sampled(table, 99, 3).rows())
        .containsExactlyInAnyOrderElementsOf(table.rows());
  }
}
