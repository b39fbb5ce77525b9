package ai.pami.cli;

import ai.pami.PamiException;
import ai.pami.domain.Domain;
import ai.pami.domain.Partitioner;
import ai.pami.method.Evidence;
import ai.pami.onnx.OnnxFunction;
import ai.pami.question.Explainer;
import ai.pami.signal.AxisOrder;
import ai.pami.signal.CoarseToFine;
import ai.pami.signal.Series;
import ai.pami.signal.SignalMethod;
import ai.pami.signal.SignalSettings;
import ai.pami.signal.TensorSeries;
import ai.pami.target.Activation;
import ai.pami.target.Labels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What series and sounds have in common: the model, what is asked of it, and what is written. */
final class SignalOptions {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL.onnx",
      description =
          "The model: an ONNX file with one float32 input [batch, channels, times], [batch, times, channels] or [batch, times].")
  Path model;

  @Option(
      names = "--axes",
      paramLabel = "ORDER",
      description =
          "How the input holds it: channels-first, times-first or times-only (default: as the input's shape tells).")
  private String axes;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "The output to explain (default: the first).")
  private String output;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "What the outputs are called: a label a line, in output order.")
  private Path labels;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      defaultValue = "none",
      description =
          "What turns outputs into scores: none, softmax or sigmoid (default: ${DEFAULT-VALUE}).")
  private String activation;

  @Option(
      names = "--target",
      paramLabel = "WHAT[,...]",
      defaultValue = "top1",
      description =
          "What to explain: top1, topK, an output's INDEX or LABEL, several separated by commas (default: ${DEFAULT-VALUE}).")
  String target;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Explain the part from here: 1.5s, or the number of a value, from 0.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Explain the part up to here: 2.5s, or the number of the value after the last.")
  private String to;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "For noise (default: ${DEFAULT-VALUE}).")
  long seed;

  @Mixin private EngineLimits limits;

  @Option(
      names = "--partition",
      paramLabel = "HOW",
      description =
          "Ask about windows of these sizes only, PAMI as published; may be repeated: windows:LENGTH (over time), rows:N (N"
              + " channels or bands), cells:N:LENGTH (both), LENGTH as 0.2s or a number of values. They overlap by half.")
  private List<String> partitions = List.of();

  @Option(
      names = "--evidence",
      paramLabel = "NAME",
      description =
          "With --partition: keep, drop or both: show a part alone, hide it alone, or the mean of both (default: both).")
  private String evidence;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pami-out",
      description = "Where results go (default: ${DEFAULT-VALUE}).")
  Path out;

  @Option(
      names = "--format",
      paramLabel = "F[,...]",
      defaultValue = "png,html,json,npy",
      description = "What to write (default: ${DEFAULT-VALUE}).")
  String format;

  @Option(
      names = "--no-check",
      description =
          "Do not check the maps. Left out, every map gets a verdict with reasons, for up to 10 %% more model calls.")
  private boolean unchecked;

  @Option(
      names = "--forecast",
      description =
          "Only tell how many model calls and how much time each will take; found by a second or so of asking.")
  boolean forecast;

  @Option(names = "--quiet", description = "Print errors only.")
  boolean quiet;

  /** The model as one of series. */
  TensorSeries series(OnnxFunction function) {
    return new TensorSeries(
        function,
        output == null ? function.outputs().get(0).name() : output,
        Optional.ofNullable(axes).map(AxisOrder::named));
  }

  /** Sets on an explainer what was given but the method. */
  <T extends Explainer<T>> T apply(T explainer) {
    if (evidence != null && partitions.isEmpty()) {
      throw new IllegalArgumentException("--evidence goes with --partition, which is not given");
    }
    return limits
        .apply(explainer)
        .labels(labels == null ? Labels.none() : Labels.read(labels))
        .activation(Activation.named(activation))
        .check(!unchecked);
  }

  /**
   * What is asked.
   *
   * @param perColumn values of the signal a column of its map
   */
  SignalMethod method(Series signal, double perColumn) {
    if (partitions.isEmpty()) {
      return CoarseToFine.defaults();
    }
    List<Partitioner<Domain>> cuts = new ArrayList<>();
    for (String how : partitions) {
      cuts.add(SignalPartitions.parse(how, signal.rate(), perColumn));
    }
    return new SignalSettings(cuts, evidence());
  }

  private Evidence evidence() {
    if (evidence == null) {
      return Evidence.BOTH;
    }
    try {
      return Evidence.valueOf(evidence.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--evidence '%s': choose keep, drop or both".formatted(evidence), e);
    }
  }

  /** The part that was asked for. */
  Series cut(Series whole) {
    if (from == null && to == null) {
      return whole;
    }
    long first = from == null ? 0 : SignalPartitions.values("--from", from, whole.rate());
    long end = to == null ? whole.length() : SignalPartitions.values("--to", to, whole.rate());
    if (first >= end || end > whole.length()) {
      throw new PamiException(
          "--from %s --to %s: values %d to %d of %d; give a part of it"
              .formatted(
                  from == null ? "0" : from,
                  to == null ? "the end" : to,
                  first,
                  end,
                  whole.length()));
    }
    return whole.part((int) first, (int) end);
  }
}
