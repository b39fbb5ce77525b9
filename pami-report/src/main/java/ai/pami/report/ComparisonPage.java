package ai.pami.report;

import ai.pami.PamiException;
import ai.pami.domain.Ranking;
import ai.pami.explanation.TargetExplanation;
import ai.pami.image.ImageExplanation;
import ai.pami.image.picture.Picture;
import com.fasterxml.jackson.databind.ObjectMapper;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One picture explained by several methods, side by side: maps, insertion and deletion curves, and
 * the masked copies themselves, played step by step.
 */
public final class ComparisonPage {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * One method's map and what came of inserting and deleting its pixels in order.
   *
   * @param name of the method
   * @param explanation whose first target is compared
   * @param insertion the score at equal steps from nothing inserted to everything
   * @param deletion the score at equal steps from nothing deleted to everything
   * @param insertionArea under that curve
   * @param deletionArea under that curve
   */
  public record Entry(
      String name,
      ImageExplanation explanation,
      List<Double> insertion,
      List<Double> deletion,
      double insertionArea,
      double deletionArea) {
    public Entry {
      insertion = List.copyOf(insertion);
      deletion = List.copyOf(deletion);
    }
  }

  /** A method as the template prints it. */
  public record Card(
      String name,
      int index,
      String overlay,
      String calls,
      String seconds,
      String insertion,
      String deletion,
      String difference,
      String settings) {}

  private final String title;
  private final List<Entry> entries;
  private final Picture insertionStart;
  private final Picture deletionEnd;

  private ComparisonPage(
      String title, List<Entry> entries, Picture insertionStart, Picture deletionEnd) {
    this.title = title;
    this.entries = entries;
    this.insertionStart = insertionStart;
    this.deletionEnd = deletionEnd;
  }

  /**
   * A page.
   *
   * @param title what the picture is called
   * @param entries the methods, at least one, all of the same picture and target
   * @param insertionStart what pixels not yet inserted show, at the size the model saw
   * @param deletionEnd what deleted pixels show, at the size the model saw
   */
  public static ComparisonPage of(
      String title, List<Entry> entries, Picture insertionStart, Picture deletionEnd) {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to compare");
    }
    return new ComparisonPage(title, List.copyOf(entries), insertionStart, deletionEnd);
  }

  /**
   * Writes {@code comparison.html} into {@code folder}, creating it if need be.
   *
   * @return the page
   * @throws PamiException if the folder can't be written
   */
  public Path write(Path folder) {
    String name = "comparison.html";
    OutputFolder.fill(folder, List.of(), partial -> writePage(partial.resolve(name)));
    return folder.resolve(name);
  }

  private void writePage(Path file) throws IOException {
    TargetExplanation target = entries.get(0).explanation().explanation().targets().get(0);
    List<String> names = entries.stream().map(Entry::name).toList();
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("title", title);
    parameters.put(
        "answer", "%s, score %s".formatted(target.target().label(), NumberText.of(target.score())));
    parameters.put("cards", cards());
    parameters.put(
        "charts",
        List.of(
            LineChart.of(
                "Insertion: higher and sooner is better",
                "share of pixels inserted, most important first",
                names,
                entries.stream().map(Entry::insertion).toList()),
            LineChart.of(
                "Deletion: lower and sooner is better",
                "share of pixels deleted, most important first",
                names,
                entries.stream().map(Entry::deletion).toList())));
    parameters.put("version", Versions.pami());
    parameters.put("style", HtmlPage.resource("report.css"));
    parameters.put("script", HtmlPage.resource("comparison.js"));
    parameters.put("data", data());
    StringOutput page = new StringOutput();
    TemplateEngine.createPrecompiled(ContentType.Html).render("comparison.jte", parameters, page);
    Files.writeString(file, page.toString());
  }

  private List<Card> cards() throws IOException {
    Card[] cards = new Card[entries.size()];
    for (int i = 0; i < cards.length; i++) {
      Entry entry = entries.get(i);
      var cost = entry.explanation().explanation().cost();
      Map<String, String> settings = entry.explanation().explanation().settings();
      cards[i] =
          new Card(
              entry.name(),
              i,
              PngFile.jpegDataUrl(Heatmap.of(entry.explanation(), 0).overlayWithoutBar()),
              String.format(Locale.ROOT, "%,d", cost.calls()),
              String.format(Locale.ROOT, "%.1f", cost.time().toMillis() / 1000.0),
              NumberText.of(entry.insertionArea()),
              NumberText.of(entry.deletionArea()),
              NumberText.of(entry.insertionArea() - entry.deletionArea()),
              settings.toString().replaceAll("^\\{|\\}$", ""));
    }
    return Arrays.asList(cards);
  }

  /** What the script plays, safe inside a script element. */
  private String data() throws IOException {
    Picture seen = entries.get(0).explanation().seen();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("width", seen.width());
    data.put("height", seen.height());
    data.put("picture", PngFile.dataUrl(seen.toImage()));
    data.put("insertionStart", PngFile.dataUrl(insertionStart.toImage()));
    data.put("deletionEnd", PngFile.dataUrl(deletionEnd.toImage()));
    data.put("orders", entries.stream().map(ComparisonPage::order).toList());
    data.put("insertion", entries.stream().map(Entry::insertion).toList());
    data.put("deletion", entries.stream().map(Entry::deletion).toList());
    return MAPPER.writeValueAsString(data).replace("<", "\\u003c");
  }

  /** The pixels' order, base64 of little-endian 32-bit numbers. */
  private static String order(Entry entry) {
    Ranking ranking = Ranking.descending(entry.explanation().map(0).values());
    ByteBuffer bytes = ByteBuffer.allocate(4 * ranking.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int rank = 0; rank < ranking.size(); rank++) {
      bytes.putInt(ranking.element(rank));
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
