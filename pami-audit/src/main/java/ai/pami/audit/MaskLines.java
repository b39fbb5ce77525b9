package ai.pami.audit;

import ai.pami.domain.Domain;
import ai.pami.domain.Fingerprint;
import ai.pami.domain.Mask;
import ai.pami.domain.Partition;
import ai.pami.domain.Prefix;
import ai.pami.domain.Region;
import ai.pami.domain.SoftMask;
import ai.pami.trace.CompactMasks;
import ai.pami.trace.Trace.TracedMask;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Masks as text, one JSON object a line:
 *
 * <ul>
 *   <li>{@code {"partition":2,"labels":[5,9]}}: the elements with these labels in that partition,
 *   <li>{@code {"partition":2,"all_but":[7]}}: those with any other label,
 *   <li>{@code {"runs":[30,4,220,6]}}: 30 elements left out, 4 held, 220 left out, 6 held,
 *   <li>{@code {"rows":7,"cells":[...],...}}: a soft mask, see {@link SoftMask},
 *   <li>{@code {"first":448,"fingerprint":"..."}}: the first elements of an order that follows from
 *       the scores.
 * </ul>
 */
final class MaskLines {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private MaskLines() {}

  static byte[] write(List<Mask> masks, CompactMasks compact) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < masks.size(); i++) {
      ObjectNode line = MAPPER.createObjectNode();
      Optional<CompactMasks.Union> union = compact.union(i);
      if (union.isPresent()) {
        union(line, union.get(), compact.partitions().get(union.get().partition()).count());
      } else if (masks.get(i) instanceof Region region) {
        runs(line.putArray("runs"), region);
      } else if (masks.get(i) instanceof SoftMask soft) {
        soft(line, soft);
      } else if (masks.get(i) instanceof Prefix prefix) {
        Fingerprint fingerprint = prefix.fingerprint();
        line.put("first", prefix.length());
        line.put("fingerprint", "%016x%016x".formatted(fingerprint.high(), fingerprint.low()));
      }
      lines.append(MAPPER.writeValueAsString(line)).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void union(ObjectNode line, CompactMasks.Union union, int count) {
    BitSet labels = union.labels();
    line.put("partition", union.partition());
    boolean most = 2 * labels.cardinality() > count;
    ArrayNode numbers = line.putArray(most ? "all_but" : "labels");
    IntStream.range(0, count).filter(label -> labels.get(label) != most).forEach(numbers::add);
  }

  private static void runs(ArrayNode runs, Region region) {
    int at = 0;
    for (int s = 0; s < region.spanCount(); s++) {
      runs.add(region.start(s) - at).add(region.end(s) - region.start(s));
      at = region.end(s);
    }
  }

  private static void soft(ObjectNode line, SoftMask soft) {
    line.put("rows", soft.rows());
    ArrayNode cells = line.putArray("cells");
    for (float cell : soft.cells()) {
      // As a double it is written in full and comes back the same in any language.
      cells.add((double) cell);
    }
    line.put("cell_height", soft.cellHeight()).put("cell_width", soft.cellWidth());
    line.put("top", soft.top()).put("left", soft.left()).put("smooth", soft.isSmooth());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if a line is no mask
   */
  static List<TracedMask> read(byte[] lines, Domain domain, List<Partition> partitions)
      throws IOException {
    List<TracedMask> masks = new ArrayList<>();
    for (String line : new String(lines, StandardCharsets.UTF_8).lines().toList()) {
      JsonNode node = MAPPER.readTree(line);
      if (node.has("first")) {
        String digits = node.path("fingerprint").asText();
        masks.add(
            new TracedMask(
                new Fingerprint(
                    Long.parseUnsignedLong(digits, 0, 16, 16),
                    Long.parseUnsignedLong(digits, 16, 32, 16)),
                Optional.empty()));
      } else {
        Mask mask = mask(node, domain, partitions);
        if (!mask.fits(domain)) {
          throw new IllegalArgumentException("a mask does not fit " + domain);
        }
        masks.add(new TracedMask(mask.fingerprint(), Optional.of(mask)));
      }
    }
    return masks;
  }

  private static Mask mask(JsonNode node, Domain domain, List<Partition> partitions) {
    if (node.has("partition")) {
      boolean most = node.has("all_but");
      Partition partition = partitions.get(node.path("partition").intValue());
      BitSet named = new BitSet();
      node.path(most ? "all_but" : "labels").forEach(label -> named.set(label.intValue()));
      return held(partition, named, most);
    }
    if (node.has("runs")) {
      int[] spans = new int[node.path("runs").size()];
      int at = 0;
      for (int i = 0; i < spans.length; i++) {
        at = Math.addExact(at, node.path("runs").get(i).intValue());
        spans[i] = at;
      }
      return Region.ofSpans(spans);
    }
    if (!node.has("cells")) {
      throw new IllegalArgumentException("no mask: " + node);
    }
    float[] cells = new float[node.path("cells").size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (float) node.path("cells").get(i).doubleValue();
    }
    int rows = node.path("rows").intValue();
    return node.path("smooth").booleanValue()
        ? SoftMask.shifted(
            domain,
            rows,
            cells,
            node.path("cell_height").doubleValue(),
            node.path("cell_width").doubleValue(),
            node.path("top").doubleValue(),
            node.path("left").doubleValue())
        : SoftMask.blocks(domain, rows, cells);
  }

  /** The elements whose label is named, or those whose label is not. */
  private static Region held(Partition partition, BitSet named, boolean others) {
    int size = partition.domain().size();
    int[] spans = new int[size + 2];
    int n = 0;
    for (int e = 0; e < size; e++) {
      boolean in = named.get(partition.regionOf(e)) != others;
      if (in != (n % 2 == 1)) {
        spans[n++] = e;
      }
    }
    if (n % 2 == 1) {
      spans[n++] = size;
    }
    return Region.ofSpans(Arrays.copyOf(spans, n));
  }
}
