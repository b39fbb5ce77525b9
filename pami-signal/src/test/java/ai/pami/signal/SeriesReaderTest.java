package ai.pami.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series from CSV files, good and bad. */
class SeriesReaderTest {
  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("s.csv"), content.replace("/", "\n"));
  }

  @Test
  void columnsAreChannelsAndATimeColumnGivesTheRate() throws IOException {
    Path file = file("\uFEFFt,x,note,y/0,1,a,5/0.5,2,b,6/1.0,3,c,7/1.5,-4e0,d,8.25/");
    Series series = SeriesReader.defaults().withTime("t").without(List.of("note")).read(file);
    assertThat(series.channels()).containsExactly("x", "y");
    assertThat(series.channel(0)).containsExactly(1, 2, 3, -4);
    assertThat(series.channel(1)).containsExactly(5, 6, 7, 8.25f);
    assertThat(series.rate()).hasValue(2);
  }

  @Test
  void withoutAHeaderChannelsAreNumbered() throws IOException {
    Series series = SeriesReader.defaults().read(file("1,2/3,4/5,6/7,8"));
    assertThat(series.channels()).containsExactly("channel 1", "channel 2");
    assertThat(series.length()).isEqualTo(4);
    assertThat(series.rate()).isEmpty();
  }

  @Test
  void moreRowsThanTheFirstGuessAreRead() throws IOException {
    StringBuilder rows = new StringBuilder("v\n");
    for (int i = 0; i < 5000; i++) {
      rows.append(i).append('\n');
    }
    Series series = SeriesReader.defaults().read(file(rows.toString()));
    assertThat(series.length()).isEqualTo(5000);
    assertThat(series.value(0, 4999)).isEqualTo(4999);
  }

  @Test
  void missingValuesAreBridgedOnRequest() throws IOException {
    Path file = file("a,b/1,/,2/NaN,NA/4,8");
    assertThatThrownBy(() -> SeriesReader.defaults().read(file))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining("row 2: column 'a' has no value");
    Series series = SeriesReader.defaults().withBridging(true).read(file);
    assertThat(series.channel(0)).containsExactly(1, 2, 3, 4);
    assertThat(series.channel(1)).containsExactly(2, 2, 5, 8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "a,b|has 0 times: a series needs at least 4",
        "a/1|has 1 time: a series needs at least 4",
        "a,b/1,2/3|row 2: 1 cells, but there are 2 columns",
        "a,a/1,2|names the column 'a' twice",
        "a/1/2/x/4/5|row 3: column 'a' holds 'x', which is no finite number",
        "a/1/2/Infinity/4|holds 'Infinity', which is no finite number",
        "a/1/2/3/1e60|holds '1e60', which is no finite number",
        "a,b/1,/2,/3,/4,|row 1: column 'b' has no value"
      })
  void badFilesAreNamedWithTheRowAndTheRemedy(String content, String message) throws IOException {
    Path file = file(content);
    assertThatThrownBy(() -> SeriesReader.defaults().read(file))
        .isInstanceOf(PamiException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("s.csv");
  }

  @Test
  void otherMistakesAreNamed() throws IOException {
    Path file = file("t,a/0,1/1,2/3,3/4,4");
    SeriesReader reader = SeriesReader.defaults();
    assertThatThrownBy(() -> reader.withTime("t").read(file))
        .hasMessageContaining("row 3: column 't' is not evenly spaced (3.0 after 1.0)");
    assertThatThrownBy(() -> reader.withTime("when").read(file))
        .hasMessageContaining("no column 'when': there are t, a");
    assertThatThrownBy(() -> reader.without(List.of("b")).read(file))
        .hasMessageContaining("no column 'b'");
    assertThatThrownBy(() -> reader.without(List.of("t", "a")).read(file))
        .hasMessageContaining("no channels");
    assertThatThrownBy(() -> reader.withMost(5).read(file))
        .hasMessageContaining("more than 5 values");
    assertThatThrownBy(() -> reader.read(folder)).hasMessageContaining("not found");
    Files.write(file, new byte[] {'a', '\n', (byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> reader.read(file)).hasMessageContaining("UTF-8");
  }

  @Test
  void unevenTimeColumnNamesAreChecked() throws IOException {
    Path file = file("t,a/3,1/2,2/1,3/0,4");
    assertThatThrownBy(() -> SeriesReader.defaults().withTime("t").read(file))
        .hasMessageContaining("not evenly spaced");
  }
}
