package ai.pami.image.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** How a picture becomes a file's bytes. */
public enum PictureEncoding {
  /** Keeps every value. */
  PNG("image/png", "png"),
  /** Small; changes values a little, at a quality of 0.95. */
  JPEG("image/jpeg", "jpeg");

  private static final float QUALITY = 0.95f;

  private final String mediaType;
  private final String format;

  PictureEncoding(String mediaType, String format) {
    this.mediaType = mediaType;
    this.format = format;
  }

  /**
   * The encoding of this name.
   *
   * @throws IllegalArgumentException if there is none, naming those there are
   */
  public static PictureEncoding named(String name) {
    return Arrays.stream(values())
        .filter(encoding -> encoding.format.equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no encoding '%s': there are %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(PictureEncoding::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /** {@code image/png} or {@code image/jpeg}. */
  public String mediaType() {
    return mediaType;
  }

  /** The picture as a file's bytes. */
  public byte[] encode(Picture picture) {
    BufferedImage image = picture.toImage();
    // Several readers and writers know JPEG; the JDK's first one for the kind of image is taken.
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (this == JPEG) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(QUALITY);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** {@code png} or {@code jpeg}. */
  @Override
  public String toString() {
    return format;
  }
}
