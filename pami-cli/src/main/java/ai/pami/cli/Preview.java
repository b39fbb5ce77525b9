package ai.pami.cli;

import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageExplanation;
import ai.pami.report.Heatmap;
import ai.pami.report.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/** A picture of the map so far, for those who watch; there only while the map is being made. */
final class Preview implements AutoCloseable {
  static final String FILE = "preview.png";

  private final Path folder;
  private final boolean wanted;

  private Preview(Path folder, boolean wanted) {
    this.folder = folder;
    this.wanted = wanted;
  }

  static Preview in(Path folder, boolean wanted) {
    if (wanted) {
      OutputFolder.require(folder);
    }
    return new Preview(folder, wanted);
  }

  ImageExplainer watching(ImageExplainer explainer) {
    return wanted ? explainer.watching(this::show) : explainer;
  }

  private void show(ImageExplanation soFar) {
    try {
      // Moved in whole, so that a viewer never reads half a picture.
      Path fresh = Files.createTempFile(folder, ".preview-", ".png");
      ImageIO.write(Heatmap.of(soFar, 0).overlay(), "png", fresh.toFile());
      Files.move(fresh, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // The map is what matters; it will say so itself if the folder can't be written.
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(folder.resolve(FILE));
    } catch (IOException e) {
      // It is only a picture that nobody looks at any more.
    }
  }
}
