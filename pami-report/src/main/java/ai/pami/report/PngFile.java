package ai.pami.report;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as files and as data URLs. */
final class PngFile {
  private PngFile() {}

  static void write(Path file, RenderedImage image) throws IOException {
    Files.write(file, png(image));
  }

  private static byte[] png(RenderedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", bytes)) {
      throw new IOException("this Java can't write PNG files");
    }
    return bytes.toByteArray();
  }

  static String dataUrl(RenderedImage image) throws IOException {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(image));
  }

  /** A data URL of a JPEG of high quality, for large photographs. */
  static String jpegDataUrl(BufferedImage image) throws IOException {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg(image));
  }

  static byte[] jpeg(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.92f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
