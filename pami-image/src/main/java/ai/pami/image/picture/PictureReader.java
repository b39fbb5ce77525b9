package ai.pami.image.picture;

import ai.pami.PamiException;
import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads picture files as a person sees them: the orientation that a camera noted (EXIF) is applied,
 * transparency is blended over white, CMYK becomes RGB, 16 bits become 8, of an animation the first
 * frame is read. Colour profiles of RGB files are not applied, as nothing that serves models does.
 *
 * <p>A damaged file is an error even where half of it could be decoded, and so is a picture of more
 * pixels than the limit, whose size is read before any memory is taken for it.
 */
public final class PictureReader {
  /** The limit if none is given, in megapixels. */
  public static final int DEFAULT_MEGAPIXELS = 50;

  private final double megapixels;

  private PictureReader(double megapixels) {
    this.megapixels = megapixels;
  }

  /** A reader with a limit of {@value #DEFAULT_MEGAPIXELS} megapixels. */
  public static PictureReader ofDefaults() {
    return new PictureReader(DEFAULT_MEGAPIXELS);
  }

  /**
   * A reader that accepts pictures of up to {@code megapixels} million pixels.
   *
   * @throws IllegalArgumentException if that is not a positive number
   */
  public static PictureReader withLimit(double megapixels) {
    if (!(megapixels > 0) || Double.isInfinite(megapixels)) {
      throw new IllegalArgumentException("the limit must be a positive number: " + megapixels);
    }
    return new PictureReader(megapixels);
  }

  /**
   * Reads one picture.
   *
   * @throws PamiException if there is no such file, it is no picture, is damaged or too large
   */
  public Picture read(Path file) {
    requireReadable(file);
    try {
      BufferedImage image = open(file, (reader, stream) -> decode(file, reader, stream));
      return orient(Picture.of(image), orientation(file));
    } catch (OutOfMemoryError e) {
      throw new PamiException(
          "picture needs more memory than there is: " + file + "; give Java more with -Xmx", e);
    }
  }

  /**
   * The size that the picture will have once it is read, upright, without decoding its pixels;
   * whatever the limit.
   *
   * @throws PamiException if there is no such file, it is no picture or its head is damaged
   */
  public PictureSize size(Path file) {
    requireReadable(file);
    PictureSize stored =
        open(
            file,
            (reader, stream) -> {
              reader.setInput(stream, true, true);
              return new PictureSize(reader.getWidth(0), reader.getHeight(0));
            });
    return isTransposed(orientation(file)) ? stored.turned() : stored;
  }

  private static void requireReadable(Path file) {
    if (Files.notExists(file)) {
      throw new PamiException("picture not found: " + file);
    }
    if (Files.isDirectory(file)) {
      throw new PamiException("not a picture but a folder: " + file);
    }
    if (!Files.isReadable(file)) {
      throw new PamiException("picture can't be read: " + file + "; check its permissions");
    }
  }

  /** What is read with the decoder of a file's format. */
  private interface Use<T> {
    T read(ImageReader reader, ImageInputStream stream) throws IOException;
  }

  private static <T> T open(Path file, Use<T> use) {
    try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new PamiException(
            "not a picture: " + file + "; JPEG, PNG, GIF, BMP, TIFF and WebP can be read");
      }
      ImageReader reader = readers.next();
      try {
        return use.read(reader, stream);
      } finally {
        reader.dispose();
      }
    } catch (PamiException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged(file, e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  private BufferedImage decode(Path file, ImageReader reader, ImageInputStream stream)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    IIOReadWarningListener listener = (source, warning) -> warnings.add(warning);
    reader.addIIOReadWarningListener(listener);
    reader.setInput(stream, true, true);
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > megapixels * 1e6) {
      throw new PamiException(
          String.format(
              Locale.ROOT,
              "picture too large: %s has %dx%d = %.1f megapixels, the limit is %s;"
                  + " make it smaller or raise the limit",
              file,
              reader.getWidth(0),
              reader.getHeight(0),
              pixels / 1e6,
              megapixels == Math.rint(megapixels)
                  ? Long.toString((long) megapixels)
                  : Double.toString(megapixels)));
    }
    BufferedImage image = reader.read(0, asStored(reader));
    for (String warning : warnings) {
      if (isDamage(warning)) {
        throw damaged(file, warning, null);
      }
    }
    return image;
  }

  /** Asks for grey and RGB values without conversion by a colour profile. */
  private static ImageReadParam asStored(ImageReader reader) throws IOException {
    ImageReadParam param = reader.getDefaultReadParam();
    ImageTypeSpecifier raw = reader.getRawImageType(0);
    if (raw == null || raw.getNumComponents() == 4) {
      return param;
    }
    List<ImageTypeSpecifier> types = new ArrayList<>();
    reader.getImageTypes(0).forEachRemaining(types::add);
    // A PNG's transparent colour becomes an alpha channel only in the reader's own choice.
    if (types.contains(raw) && types.get(0).getNumComponents() == raw.getNumComponents()) {
      param.setDestinationType(raw);
    }
    return param;
  }

  /** Whether a decoder's warning means that pixels are missing or made up. */
  private static boolean isDamage(String warning) {
    String lower = warning.toLowerCase(Locale.ROOT);
    return lower.contains("premature end")
        || lower.contains("corrupt")
        || lower.contains("truncated")
        || lower.contains("eof");
  }

  private static PamiException damaged(Path file, String reason, Throwable cause) {
    return new PamiException(
        "picture is damaged or cut short: " + file + " (" + reason.strip() + ")", cause);
  }

  /** The EXIF orientation, 1 (upright) to 8; 1 where the file has none that can be read. */
  private static int orientation(Path file) {
    try {
      ExifIFD0Directory exif =
          ImageMetadataReader.readMetadata(file.toFile())
              .getFirstDirectoryOfType(ExifIFD0Directory.class);
      return exif != null && exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
          ? exif.getInt(ExifIFD0Directory.TAG_ORIENTATION)
          : 1;
    } catch (ImageProcessingException | IOException | MetadataException e) {
      return 1;
    }
  }

  private static boolean isTransposed(int orientation) {
    return orientation >= 5 && orientation <= 8;
  }

  /**
   * Brings a picture upright.
   *
   * @param orientation where the first row and column of the file lie (EXIF 2.3, tag 0x0112)
   */
  private static Picture orient(Picture picture, int orientation) {
    if (orientation < 2 || orientation > 8) {
      return picture;
    }
    boolean transposed = isTransposed(orientation);
    int width = transposed ? picture.height() : picture.width();
    int height = transposed ? picture.width() : picture.height();
    // Whether the file's rows run upwards and its columns leftwards on the upright picture.
    boolean flipY = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    boolean flipX = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    byte[] from = picture.toRgb();
    byte[] upright = new byte[from.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int fx = flipX ? width - 1 - x : x;
        int fy = flipY ? height - 1 - y : y;
        int source = transposed ? fx * height + fy : fy * width + fx;
        System.arraycopy(from, 3 * source, upright, 3 * (y * width + x), 3);
      }
    }
    return Picture.wrap(width, height, upright);
  }
}
