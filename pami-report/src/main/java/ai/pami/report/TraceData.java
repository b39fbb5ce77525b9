package ai.pami.report;

import ai.pami.domain.Domain;
import ai.pami.domain.Mask;
import ai.pami.domain.Partition;
import ai.pami.domain.Region;
import ai.pami.engine.Source;
import ai.pami.explanation.UsedRegions;
import ai.pami.image.ImageExplanation;
import ai.pami.image.ImageTrace;
import ai.pami.trace.CompactMasks;
import ai.pami.trace.Trace;
import ai.pami.trace.Trace.Question;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The questions of an explanation as the page's script follows them back from a place. JSON,
 * deflated, in base64:
 *
 * <ul>
 *   <li>{@code partitions}: label maps as runs: length, label, length, label, ...
 *   <li>{@code masks}: {@code {p, in}} or {@code {p, out}}, the elements of a partition with these
 *       labels or all others, or {@code {runs}}: so many elements left out, so many held, ...
 *   <li>{@code backgrounds}: pictures
 *   <li>{@code copies}: mask, 1 if it shows the picture there and 0 if it hides it, background, how
 *       often its score was used, then a score a target
 * </ul>
 */
final class TraceData {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TraceData() {}

  /** Why a page can't follow a place back to its copies; empty if it can. */
  static Optional<String> obstacle(ImageExplanation explanation) {
    long probes = explanation.explanation().cost().probes();
    Optional<ImageTrace> trace = explanation.trace();
    long asked = trace.map(t -> (long) t.trace().questions().size()).orElse(probes);
    if (asked > ImageReport.MOST_TRACED) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "its %,d questions are more than the %,d that a page holds; pami image --bundle keeps them all.",
              asked,
              ImageReport.MOST_TRACED));
    }
    if (trace.isEmpty()) {
      return Optional.of("the questions were not kept when it was made.");
    }
    boolean hard =
        trace.get().trace().masks().stream()
            .anyMatch(traced -> traced.mask().orElse(null) instanceof Region);
    return hard
        ? Optional.empty()
        : Optional.of("this method's masks are soft, so that every copy counts everywhere.");
  }

  /** The data; to be called where there is no obstacle. */
  static String of(ImageExplanation explanation) throws IOException {
    ImageTrace traced = explanation.trace().orElseThrow();
    Trace trace = traced.trace();
    Domain domain = explanation.explanation().domain();
    List<Mask> masks = new ArrayList<>();
    trace.masks().forEach(mask -> masks.add(mask.mask().orElse(Region.none())));
    List<Partition> known = new ArrayList<>();
    for (UsedRegions used : explanation.explanation().regions()) {
      if (used.regions().orElse(null) instanceof Partition partition
          && partition.domain().equals(domain)) {
        known.add(partition);
      }
    }
    CompactMasks compact = new CompactMasks(domain, masks, known);
    ObjectNode root = MAPPER.createObjectNode();
    ArrayNode partitions = root.putArray("partitions");
    compact.partitions().forEach(partition -> runs(partitions.addArray(), partition.labels()));
    ArrayNode written = root.putArray("masks");
    for (int i = 0; i < masks.size(); i++) {
      mask(written.addObject(), masks.get(i), compact.union(i), compact.partitions());
    }
    ArrayNode backgrounds = root.putArray("backgrounds");
    int[] backgroundOf = new int[traced.copies().size()];
    for (int c = 0; c < backgroundOf.length; c++) {
      backgroundOf[c] = -1;
      var background = traced.copies().get(c).background();
      if (traced.copies().get(c).asItLies() && background.isPresent()) {
        backgroundOf[c] = backgrounds.size();
        backgrounds.add(PngFile.jpegDataUrl(background.get().toImage()));
      }
    }
    copies(root, trace, masks, backgroundOf);
    return deflated(MAPPER.writeValueAsBytes(root));
  }

  private static void copies(ObjectNode root, Trace trace, List<Mask> masks, int[] backgroundOf) {
    record Copy(int mask, Source shown, int copy) {}
    Map<Copy, Integer> uses = new LinkedHashMap<>();
    Map<Copy, Integer> first = new LinkedHashMap<>();
    int otherwise = 0;
    for (int i = 0; i < trace.questions().size(); i++) {
      Question question = trace.questions().get(i);
      boolean drawn = masks.get(question.mask()) instanceof Region region && !region.isEmpty();
      if (!drawn || backgroundOf[question.copy()] < 0) {
        otherwise++;
        continue;
      }
      Copy copy = new Copy(question.mask(), question.shown(), question.copy());
      uses.merge(copy, 1, Integer::sum);
      first.putIfAbsent(copy, i);
    }
    ArrayNode copies = root.putArray("copies");
    for (Map.Entry<Copy, Integer> entry : uses.entrySet()) {
      Copy copy = entry.getKey();
      ArrayNode row = copies.addArray();
      row.add(copy.mask()).add(copy.shown() == Source.INPUT ? 1 : 0);
      row.add(backgroundOf[copy.copy()]).add(entry.getValue());
      for (double score : trace.scores(first.get(copy))) {
        row.add((float) score);
      }
    }
    root.put("otherwise", otherwise);
  }

  private static void mask(
      ObjectNode node, Mask mask, Optional<CompactMasks.Union> union, List<Partition> partitions) {
    if (union.isPresent()) {
      BitSet labels = union.get().labels();
      int count = partitions.get(union.get().partition()).count();
      boolean most = 2 * labels.cardinality() > count;
      ArrayNode named = node.put("p", union.get().partition()).putArray(most ? "out" : "in");
      for (int label = 0; label < count; label++) {
        if (labels.get(label) != most) {
          named.add(label);
        }
      }
    } else if (mask instanceof Region region) {
      ArrayNode runs = node.putArray("runs");
      int at = 0;
      for (int s = 0; s < region.spanCount(); s++) {
        runs.add(region.start(s) - at).add(region.end(s) - region.start(s));
        at = region.end(s);
      }
    }
  }

  private static void runs(ArrayNode runs, int[] labels) {
    for (int from = 0, to; from < labels.length; from = to) {
      to = from + 1;
      while (to < labels.length && labels[to] == labels[from]) {
        to++;
      }
      runs.add(to - from).add(labels[from]);
    }
  }

  private static String deflated(byte[] json) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(json);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
