package ai.pami.report;

import ai.pami.domain.Region;
import ai.pami.quality.Curves;
import ai.pami.quality.Finding;
import ai.pami.quality.Part;
import ai.pami.quality.Quality;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The record of what a check found. */
final class QualityJson {
  private QualityJson() {}

  static ObjectNode of(Quality quality) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("verdict", quality.verdict().toString());
    ArrayNode findings = node.putArray("findings");
    for (Finding finding : quality.findings()) {
      findings
          .addObject()
          .put("test", finding.kind().toString())
          .put("verdict", finding.verdict().toString())
          .put("text", finding.text());
    }
    ArrayNode unchecked = node.putArray("unchecked");
    quality.unchecked().forEach(unchecked::add);
    quality.curves().ifPresent(curves -> node.set("curves", curves(curves)));
    quality.sufficient().ifPresent(part -> node.set("sufficient", part(part)));
    quality.necessary().ifPresent(part -> node.set("necessary", part(part)));
    quality.against().ifPresent(part -> node.set("against", part(part)));
    quality.rival().ifPresent(part -> node.set("for_rival", part(part)));
    return node;
  }

  private static ObjectNode curves(Curves curves) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("shares", numbers(curves.insertion().shares()));
    node.set("insertion", numbers(curves.insertion().scores()));
    node.set("deletion", numbers(curves.deletion().scores()));
    node.set("random_insertion", numbers(curves.randomInsertion().scores()));
    node.set("random_deletion", numbers(curves.randomDeletion().scores()));
    return node.put("random_orders", curves.randomOrders())
        .put("gain", curves.gain())
        .put("better_than_each_random_order", curves.best());
  }

  private static ArrayNode numbers(List<Double> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array;
  }

  private static ObjectNode part(Part part) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("elements", part.region().size())
            .put("share", part.share())
            .put("score", part.score())
            .put("too_small_share", part.tooSmall())
            .put("text", part.text());
    node.set("runs", runs(part.region()));
    return node;
  }

  /** Rows one after another: so many elements left out, so many held, and so on. */
  private static ArrayNode runs(Region region) {
    ArrayNode runs = JsonNodeFactory.instance.arrayNode();
    int at = 0;
    for (int s = 0; s < region.spanCount(); s++) {
      runs.add(region.start(s) - at).add(region.end(s) - region.start(s));
      at = region.end(s);
    }
    return runs;
  }
}
