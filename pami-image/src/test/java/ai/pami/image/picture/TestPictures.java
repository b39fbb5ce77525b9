package ai.pami.image.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures of known pixels, and the bytes of picture files that hold them. */
public final class TestPictures {
  private TestPictures() {}

  /** Random pixels. */
  public static Picture noise(int width, int height, long seed) {
    byte[] rgb = new byte[3 * width * height];
    new SplittableRandom(seed).nextBytes(rgb);
    return Picture.wrap(width, height, rgb);
  }

  /** One colour, 0xRRGGBB, everywhere. */
  public static Picture flat(int width, int height, int colour) {
    return rectangle(width, height, colour, 0, 0, 0, 0, 0);
  }

  /** A rectangle of one colour on another, both 0xRRGGBB; right and bottom lie outside it. */
  public static Picture rectangle(
      int width, int height, int ground, int colour, int left, int top, int right, int bottom) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      int x = i % width;
      int y = i / width;
      int here = x >= left && x < right && y >= top && y < bottom ? colour : ground;
      rgb[3 * i] = (byte) (here >> 16);
      rgb[3 * i + 1] = (byte) (here >> 8);
      rgb[3 * i + 2] = (byte) here;
    }
    return Picture.wrap(width, height, rgb);
  }

  /** A pixel as 0xRRGGBB. */
  public static int colour(Picture picture, int x, int y) {
    int i = y * picture.width() + x;
    return picture.value(i, 0) << 16 | picture.value(i, 1) << 8 | picture.value(i, 2);
  }

  /** The file of a picture in a format that ImageIO writes, with the writer's defaults. */
  public static byte[] encode(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("nothing writes this image as " + format);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JPEG file of high quality. */
  public static byte[] jpeg(BufferedImage image, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(1f);
      param.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }

  /** A PNG file made of a header that claims a size, one chunk of data and an end. */
  public static byte[] pngOf(int width, int height, int bitDepth, int colourType, byte[] deflated) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream png = new DataOutputStream(bytes)) {
      png.writeLong(0x89504E470D0A1A0AL);
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream fields = new DataOutputStream(header);
      fields.writeInt(width);
      fields.writeInt(height);
      fields.write(new byte[] {(byte) bitDepth, (byte) colourType, 0, 0, 0});
      png.write(pngChunk("IHDR", header.toByteArray()));
      png.write(pngChunk("IDAT", deflated));
      png.write(pngChunk("IEND", new byte[0]));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One chunk of a PNG file: length, type, data, checksum. */
  public static byte[] pngChunk(String type, byte[] data) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream chunk = new DataOutputStream(bytes)) {
      byte[] name = type.getBytes(StandardCharsets.US_ASCII);
      CRC32 checksum = new CRC32();
      checksum.update(name);
      checksum.update(data);
      chunk.writeInt(data.length);
      chunk.write(name);
      chunk.write(data);
      chunk.writeInt((int) checksum.getValue());
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code bytes} with {@code more} put in at {@code at}. */
  public static byte[] insert(byte[] bytes, int at, byte[] more) {
    byte[] all = new byte[bytes.length + more.length];
    System.arraycopy(bytes, 0, all, 0, at);
    System.arraycopy(more, 0, all, at, more.length);
    System.arraycopy(bytes, at, all, at + more.length, bytes.length - at);
    return all;
  }

  /** Writes a file and gives its path. */
  public static Path write(Path folder, String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the bytes to a file and reads it as a picture. */
  public static Picture read(Path folder, String name, byte[] bytes) {
    return Picture.read(write(folder, name, bytes));
  }

  /** A test resource that lies beside the tests. */
  public static byte[] resource(String name) {
    try (InputStream stream = TestPictures.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalArgumentException("no test resource " + name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What ImageIO alone makes of a file. */
  public static BufferedImage decode(byte[] bytes) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
