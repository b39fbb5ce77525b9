package ai.pami.image.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.pami.image.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastResultTest {

  @Test
  void computesOnceForAPictureAndAgainForAnother() {
    List<Picture> computed = new ArrayList<>();
    LastResult<Integer> widths =
        new LastResult<>(
            picture -> {
              computed.add(picture);
              return picture.width();
            });
    Picture narrow = SamplePictures.constant(3, 1, 0);
    Picture wide = SamplePictures.constant(9, 1, 0);
    assertThat(widths.of(narrow)).isEqualTo(3);
    assertThat(widths.of(narrow)).isEqualTo(3);
    assertThat(computed).containsExactly(narrow);
    assertThat(widths.of(wide)).isEqualTo(9);
    assertThat(widths.of(narrow)).isEqualTo(3);
    assertThat(computed).containsExactly(narrow, wide, narrow);
  }

  @Test
  void aFailureIsNotRemembered() {
    Picture picture = SamplePictures.constant(2, 1, 0);
    boolean[] fails = {true};
    LastResult<Integer> result =
        new LastResult<>(
            seen -> {
              if (fails[0]) {
                throw new IllegalStateException("first time");
              }
              return 5;
            });
    assertThat(catchThrowable(() -> result.of(picture))).hasMessage("first time");
    fails[0] = false;
    assertThat(result.of(picture)).isEqualTo(5);
  }
}
