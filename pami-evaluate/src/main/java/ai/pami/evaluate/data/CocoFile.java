package ai.pami.evaluate.data;

import ai.pami.PamiException;
import ai.pami.image.picture.PictureSize;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * COCO instances (Lin et al., 2014): a JSON object with the lists {@code images}, {@code
 * annotations} and {@code categories}. Read element by element, as outlines make such files large.
 */
final class CocoFile {
  private static final List<String> SECTIONS = List.of("images", "annotations", "categories");

  private record Image(String name, int width, int height) {}

  private record Category(int number, String name) {}

  private record Annotation(String where, String image, String category, Corners corners) {}

  private final Path file;
  private final Map<String, Image> images = new HashMap<>();
  private final Set<String> fileNames = new HashSet<>();
  private final Map<String, Category> categories = new HashMap<>();
  private final List<Annotation> annotations = new ArrayList<>();
  private final Set<String> found = new HashSet<>();

  private CocoFile(Path file) {
    this.file = file;
  }

  static void read(Path file, DataSetBuilder builder) {
    CocoFile coco = new CocoFile(file);
    try (JsonParser json = new ObjectMapper().createParser(file.toFile())) {
      coco.readSections(json);
    } catch (JsonProcessingException e) {
      throw new PamiException(
          "%s line %d: not JSON (%s)"
              .formatted(file.getFileName(), e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new PamiException("%s can't be read (%s)".formatted(file, e.getMessage()), e);
    }
    coco.addTo(builder);
  }

  private void readSections(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new PamiException(
          "%s is a list, as COCO results are: give the file of instances"
              .formatted(file.getFileName()));
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String section = json.currentName();
      JsonToken value = json.nextToken();
      if (!SECTIONS.contains(section)) {
        json.skipChildren();
        continue;
      }
      found.add(section);
      if (value != JsonToken.START_ARRAY) {
        throw new PamiException(
            "%s: \"%s\" is no list, so it is no COCO file of instances that can be read"
                .formatted(file.getFileName(), section));
      }
      for (int i = 1; json.nextToken() != JsonToken.END_ARRAY; i++) {
        JsonNode element = json.readValueAsTree();
        String where =
            "%s %s %s"
                .formatted(
                    file.getFileName(),
                    section,
                    element.has("id") ? "id " + element.get("id").asText() : "number " + i);
        switch (section) {
          case "images" -> addImage(element, where);
          case "categories" -> addCategory(element, where);
          default -> addAnnotation(element, where);
        }
      }
    }
    for (String section : SECTIONS) {
      if (!found.contains(section)) {
        throw new PamiException(
            "%s has no \"%s\": a COCO file of instances has the lists %s"
                .formatted(file.getFileName(), section, String.join(", ", SECTIONS)));
      }
    }
  }

  private void addImage(JsonNode node, String where) {
    String name = text(node, "file_name", where);
    if (!fileNames.add(name)) {
      throw new PamiException("%s: the image '%s' is listed twice".formatted(where, name));
    }
    Image image = new Image(name, node.path("width").asInt(0), node.path("height").asInt(0));
    if (images.put(text(node, "id", where), image) != null) {
      throw new PamiException("%s: two images have this id".formatted(where));
    }
  }

  private void addCategory(JsonNode node, String where) {
    Category category = new Category(node.path("id").asInt(-1), text(node, "name", where).strip());
    if (categories.put(text(node, "id", where), category) != null) {
      throw new PamiException("%s: two categories have this id".formatted(where));
    }
  }

  private void addAnnotation(JsonNode node, String where) {
    if (node.path("iscrowd").asInt(0) != 0) {
      return;
    }
    JsonNode box = node.path("bbox");
    if (box.isMissingNode()) {
      throw new PamiException(
          "%s: there is no \"bbox\", as in files of captions or panoptic segments: give the file of instances"
              .formatted(where));
    }
    double[] numbers = new double[4];
    for (int i = 0; i < 4; i++) {
      if (box.size() != 4 || !box.get(i).isNumber()) {
        throw new PamiException(
            "%s: \"bbox\" must be [x, y, width, height], not %s".formatted(where, box));
      }
      numbers[i] = box.get(i).asDouble();
    }
    if (numbers[2] < 0 || numbers[3] < 0) {
      throw new PamiException("%s: the box %s has a negative side".formatted(where, box));
    }
    Corners corners =
        new Corners(
            numbers[0],
            numbers[1],
            numbers[0] + Math.max(1, numbers[2]) - 1,
            numbers[1] + Math.max(1, numbers[3]) - 1,
            false);
    annotations.add(
        new Annotation(
            where, text(node, "image_id", where), text(node, "category_id", where), corners));
  }

  private void addTo(DataSetBuilder builder) {
    for (Annotation annotation : annotations) {
      Image image = images.get(annotation.image());
      Category category = categories.get(annotation.category());
      if (image == null || category == null) {
        throw new PamiException(
            "%s: there is no %s of id %s"
                .formatted(
                    annotation.where(),
                    image == null ? "image" : "category",
                    image == null ? annotation.image() : annotation.category()));
      }
      if (image.width() > 0 && image.height() > 0) {
        builder.requireSize(
            image.name(), new PictureSize(image.width(), image.height()), annotation.where());
      }
      builder.add(
          image.name(),
          category.number(),
          category.name(),
          annotation.corners(),
          annotation.where());
    }
  }

  private static String text(JsonNode node, String key, String where) {
    JsonNode value = node.path(key);
    if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
      throw new PamiException("%s: \"%s\" is missing".formatted(where, key));
    }
    return value.asText();
  }
}
