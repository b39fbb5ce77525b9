package ai.pami.evaluate.data;

import ai.pami.PamiException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads pictures with boxes from the formats in which data sets are published. Which one it is
 * shows in the content:
 *
 * <ul>
 *   <li><b>CSV</b>, with the columns {@code image,class_index,class_name,x0,y0,x1,y1} in any order;
 *       pixels counted from 0, corners inclusive. One of the index and the name may be empty.
 *   <li><b>Pascal VOC</b>, a folder of XML files, one a picture; pixels counted from 1, corners
 *       inclusive; objects may be difficult.
 *   <li><b>COCO</b>, a JSON file of instances; {@code [x, y, width, height]}, groups ({@code
 *       iscrowd}) left out. A box smaller than a pixel becomes one pixel.
 * </ul>
 *
 * <p>Boxes lie on the upright picture, as {@link ai.pami.image.picture.PictureReader} reads it. A
 * box that reaches at most one pixel outside, as rounding makes them, is clamped and told of in the
 * warnings; further outside is an error. Pictures without boxes are left out and told of.
 */
public final class DataSets {
  private DataSets() {}

  /**
   * Reads a data set.
   *
   * @param images the folder that image names are relative to
   * @param boxes a CSV file, a folder of VOC annotations or a COCO file
   * @throws PamiException if something is missing, is of another format or contradicts itself,
   *     naming file and line or record
   */
  public static DataSet read(Path images, Path boxes) {
    PictureFolder folder = PictureFolder.open(images);
    DataSetBuilder builder = new DataSetBuilder(folder);
    if (Files.notExists(boxes)) {
      throw new PamiException("boxes not found: " + boxes);
    }
    if (Files.isDirectory(boxes)) {
      VocFolder.read(boxes, builder);
    } else {
      switch (firstCharacter(boxes)) {
        case '{', '[' -> CocoFile.read(boxes, builder);
        case '<' ->
            throw new PamiException(
                "%s is one XML file: give the folder of Pascal VOC annotations".formatted(boxes));
        default -> CsvFile.read(boxes, builder);
      }
    }
    DataSet read = builder.build();
    if (read.pictures().isEmpty()) {
      throw new PamiException("%s holds no boxes".formatted(boxes));
    }
    return read;
  }

  private static int firstCharacter(Path file) {
    // Whatever the bytes are, the formats' first characters are ASCII.
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        boolean byteOrderMark = c == 0xEF || c == 0xBB || c == 0xBF;
        if (!Character.isWhitespace(c) && !byteOrderMark) {
          return c;
        }
      }
      throw new PamiException("%s is empty".formatted(file));
    } catch (IOException e) {
      throw new PamiException("%s can't be read (%s)".formatted(file, e.getMessage()), e);
    }
  }
}
