package ai.pami.evaluate.data;

import ai.pami.PamiException;
import ai.pami.image.picture.PictureSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Pascal VOC annotations (Everingham et al., 2010): an XML file a picture, an {@code object} a box.
 * Corners are counted from 1. Document types, and with them external entities, are refused.
 */
final class VocFolder {
  private final Path file;
  private final DataSetBuilder builder;

  private VocFolder(Path file, DataSetBuilder builder) {
    this.file = file;
    this.builder = builder;
  }

  static void read(Path folder, DataSetBuilder builder) {
    Map<String, Path> seen = new HashMap<>();
    DocumentBuilder parser = parser();
    for (Path file : annotations(folder)) {
      String image = new VocFolder(file, builder).add(parse(parser, file));
      Path first = seen.putIfAbsent(image, file);
      if (first != null) {
        throw new PamiException(
            "%s and %s both annotate the image '%s'"
                .formatted(first.getFileName(), file.getFileName(), image));
      }
    }
  }

  private static List<Path> annotations(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files.filter(file -> file.toString().matches("(?i).*\\.xml")).sorted().toList();
      if (found.isEmpty()) {
        throw new PamiException("no Pascal VOC annotations (XML files) in folder: " + folder);
      }
      return found;
    } catch (IOException e) {
      throw new PamiException("folder can't be read: %s (%s)".formatted(folder, e.getMessage()), e);
    }
  }

  private static DocumentBuilder parser() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setExpandEntityReferences(false);
      DocumentBuilder parser = factory.newDocumentBuilder();
      // The default handler prints; this one leaves it to the exception.
      parser.setErrorHandler(new DefaultHandler());
      return parser;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java has no safe XML parser", e);
    }
  }

  private static Element parse(DocumentBuilder parser, Path file) {
    Element root;
    try {
      if (Files.size(file) == 0) {
        throw new PamiException("%s is empty".formatted(file));
      }
      root = parser.parse(file.toFile()).getDocumentElement();
    } catch (SAXParseException e) {
      throw new PamiException(
          "%s line %d: no XML (%s)"
              .formatted(file.getFileName(), e.getLineNumber(), e.getMessage()),
          e);
    } catch (SAXException | IOException e) {
      throw new PamiException("%s can't be read (%s)".formatted(file, e.getMessage()), e);
    }
    if (!root.getTagName().equals("annotation")) {
      throw new PamiException(
          "%s: <%s> is no Pascal VOC <annotation>"
              .formatted(file.getFileName(), root.getTagName()));
    }
    return root;
  }

  /** Adds a file's objects and returns the picture's name. */
  private String add(Element annotation) {
    String where = file.getFileName().toString();
    String image = text(annotation, "filename", where);
    List<Element> objects = children(annotation, "object");
    if (!objects.isEmpty()) {
      size(annotation, where).ifPresent(size -> builder.requireSize(image, size, where));
    }
    for (int i = 0; i < objects.size(); i++) {
      addObject(image, objects.get(i), "%s object %d".formatted(where, i + 1));
    }
    return image;
  }

  private void addObject(String image, Element object, String where) {
    Element box =
        child(object, "bndbox")
            .orElseThrow(() -> new PamiException("%s: <bndbox> is missing".formatted(where)));
    boolean difficult =
        child(object, "difficult").map(Element::getTextContent).orElse("0").strip().equals("1");
    builder.add(
        image,
        -1,
        text(object, "name", where),
        new Corners(
            number(box, "xmin", where) - 1,
            number(box, "ymin", where) - 1,
            number(box, "xmax", where) - 1,
            number(box, "ymax", where) - 1,
            difficult),
        where);
  }

  /** The size noted, unless it is left out or noted as 0, as some tools do. */
  private static Optional<PictureSize> size(Element annotation, String where) {
    return child(annotation, "size")
        .map(
            size ->
                new PictureSize(
                    (int) number(size, "width", where), (int) number(size, "height", where)))
        .filter(size -> size.width() > 0 && size.height() > 0);
  }

  private static double number(Element parent, String name, String where) {
    return Numbers.parse(text(parent, name, where), "<%s>".formatted(name), where);
  }

  private static String text(Element parent, String name, String where) {
    String text = child(parent, name).map(Element::getTextContent).orElse("").strip();
    if (text.isEmpty()) {
      throw new PamiException("%s: <%s> is missing".formatted(where, name));
    }
    return text;
  }

  private static Optional<Element> child(Element parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  /** Direct children only: the parts of an object have boxes of their own. */
  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
