package ai.pami.report;

import ai.pami.PamiException;
import ai.pami.image.ImageExplanation;
import ai.pami.image.picture.Picture;
import ai.pami.image.picture.Resampling;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Small pictures of maps, kept as files while many pictures are explained by several methods, so
 * that a run that is killed loses none of them. Not thread-safe.
 */
public final class Gallery {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String LIST = "gallery.jsonl";
  private static final String IMAGES = "maps";
  private static final int LONGEST_SIDE = 224;

  private final Path folder;
  private final Map<String, String> current = new LinkedHashMap<>();

  private Gallery(Path folder) {
    this.folder = folder;
  }

  /** The gallery in {@code folder}, which may hold one already. */
  public static Gallery in(Path folder) {
    return new Gallery(folder);
  }

  /**
   * Draws the first target's map by one method.
   *
   * @throws PamiException if the folder can't be written
   */
  public void add(String picture, String method, ImageExplanation explanation) {
    String link =
        "%s/%s/%s.jpg".formatted(IMAGES, TargetName.safe(picture), TargetName.safe(method));
    Path file = folder.resolve(link);
    try {
      Files.createDirectories(file.getParent());
      Picture overlay = Picture.of(Heatmap.of(explanation, 0).overlayWithoutBar());
      Files.write(file, PngFile.jpeg(Resampling.BILINEAR.within(overlay, LONGEST_SIDE).toImage()));
    } catch (IOException e) {
      throw OutputFolder.unwritable(folder, e);
    }
    current.put(method, link);
  }

  /**
   * Ends a picture: all maps added since the last one are its.
   *
   * @param disagreement of its maps, for the order of the gallery
   */
  public void finish(String picture, double disagreement) {
    ObjectNode line = MAPPER.createObjectNode().put("name", picture);
    line.put("disagreement", disagreement);
    ObjectNode images = line.putObject("images");
    current.forEach(images::put);
    current.clear();
    try {
      Files.writeString(
          folder.resolve(LIST),
          MAPPER.writeValueAsString(line) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw OutputFolder.unwritable(folder, e);
    }
  }

  /** Forgets the maps of a picture that could not be finished. */
  public void drop() {
    current.clear();
  }

  /** All pictures that were finished, in this run or an earlier one. */
  public List<EvaluationPage.GalleryRow> rows() {
    Path list = folder.resolve(LIST);
    if (Files.notExists(list)) {
      return List.of();
    }
    Map<String, EvaluationPage.GalleryRow> rows = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(list)) {
        row(line, rows);
      }
    } catch (IOException e) {
      throw new PamiException("gallery can't be read: %s (%s)".formatted(list, e.getMessage()), e);
    }
    return List.copyOf(rows.values());
  }

  private static void row(String line, Map<String, EvaluationPage.GalleryRow> rows) {
    try {
      JsonNode node = MAPPER.readTree(line);
      Map<String, String> images = new LinkedHashMap<>();
      node.path("images").properties().forEach(e -> images.put(e.getKey(), e.getValue().asText()));
      String name = node.path("name").asText();
      double disagreement = node.path("disagreement").asDouble(Double.NaN);
      rows.merge(name, new EvaluationPage.GalleryRow(name, disagreement, images), Gallery::merge);
    } catch (JsonProcessingException e) {
      // The last line of a run that was killed while it wrote; that picture is done again.
      return;
    }
  }

  /**
   * A picture that was explained again. Where a later run added methods, its own maps' disagreement
   * says nothing of the earlier ones.
   */
  private static EvaluationPage.GalleryRow merge(
      EvaluationPage.GalleryRow before, EvaluationPage.GalleryRow after) {
    Map<String, String> images = new LinkedHashMap<>(before.images());
    images.putAll(after.images());
    boolean all = after.images().keySet().containsAll(before.images().keySet());
    double disagreement = all ? after.disagreement() : before.disagreement();
    return new EvaluationPage.GalleryRow(before.name(), disagreement, images);
  }
}
