package ai.pami.report;

import ai.pami.explanation.Explanation;
import ai.pami.explanation.ImportanceMap;
import ai.pami.explanation.TargetExplanation;
import ai.pami.signal.AudioExplanation;
import ai.pami.signal.Series;
import ai.pami.signal.SeriesExplanation;
import ai.pami.signal.WavFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One explained signal as the page shows it.
 *
 * @param noun what it is: a series or a sound
 * @param answer what the model said
 * @param plot what is drawn whatever the target
 * @param targets what was explained
 * @param qualities what a check found, of those targets that were checked
 * @param clips sounds to be heard
 * @param facts settings, cost and provenance, by name
 * @param data what the script reads
 */
public record SignalCase(
    String noun,
    String answer,
    SignalPlot plot,
    List<SignalTarget> targets,
    List<QualityView> qualities,
    List<Clip> clips,
    Map<String, String> facts,
    Map<String, Object> data) {
  /** Longer sounds would make pages that browsers choke on. */
  private static final int MOST_CLIP_BYTES = 8_000_000;

  /**
   * A sound.
   *
   * @param target whose it is, or -1 for all
   * @param name what is heard
   * @param url its WAV file as a data URL
   */
  public record Clip(int target, String name, String url) {}

  public SignalCase {
    targets = List.copyOf(targets);
    qualities = List.copyOf(qualities);
    clips = List.copyOf(clips);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** Whether any map's curves were measured. */
  public boolean hasCurves() {
    return qualities.stream().anyMatch(quality -> !quality.charts().isEmpty());
  }

  /** Whether sounds that can't be heard here were left out. */
  public boolean isTooLongToHear() {
    return noun.equals("sound") && clips.isEmpty();
  }

  static SignalCase of(SeriesExplanation explained, Map<String, String> source) {
    SignalShape shape = SignalShape.of(explained);
    SignalPlot plot = plot(explained);
    List<SignalTarget> targets =
        explained.explanation().targets().stream()
            .map(one -> SignalTarget.of(one, shape, plot, ""))
            .toList();
    return of("series", explained.explanation(), source, shape, plot, targets, List.of());
  }

  /** The channels' lines; of very many those of the greatest importance for any target. */
  static SignalPlot plot(SeriesExplanation explained) {
    SignalShape shape = SignalShape.of(explained);
    int channels = shape.rows().size();
    List<Integer> shown =
        IntStream.range(0, channels)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer c) -> -importance(explained, c)))
            .limit(SignalPlot.MOST_TRACKS)
            .sorted()
            .toList();
    return SignalPlot.ofLines(explained.series(), shape, shown);
  }

  private static double importance(SeriesExplanation explained, int channel) {
    int columns = explained.cells().count();
    double most = 0;
    for (TargetExplanation target : explained.explanation().targets()) {
      for (int t = 0; t < columns; t++) {
        double size = Math.abs(target.map().value(channel * columns + t));
        most = size > most ? size : most;
      }
    }
    return most;
  }

  static SignalCase of(AudioExplanation explained, Map<String, String> source) throws IOException {
    SignalShape shape = SignalShape.of(explained);
    List<SignalPlot.Tick> bands = new ArrayList<>();
    double high = (double) SignalPlot.SPECTRUM / shape.rows().size();
    double rate = shape.rate();
    for (int band = 0; shape.hasRate() && band <= shape.rows().size(); band++) {
      if (band % Math.max(1, shape.rows().size() / 8) == 0 || band == shape.rows().size()) {
        bands.add(
            new SignalPlot.Tick(
                SignalPlot.SPECTRUM - band * high + 4,
                "%.0f".formatted(explained.cells().hertz(band, rate))));
      }
    }
    SignalPlot.Track spectrum =
        new SignalPlot.Track(
            -1,
            "Hz",
            0,
            SignalPlot.SPECTRUM,
            0,
            "",
            PngFile.dataUrl(SpectrogramPicture.grey(explained)),
            bands);
    Series sound = explained.sound();
    int top = SignalPlot.SPECTRUM + SignalPlot.GAP;
    SignalPlot.Track wave =
        SignalPlot.line(
            sound.channels().size() == 1 ? sound : sound.mixed(),
            0,
            -1,
            top,
            SignalPlot.TRACK,
            "sound");
    SignalPlot plot =
        new SignalPlot(
            top + SignalPlot.TRACK + SignalPlot.CURVE,
            List.of(spectrum, wave),
            SignalPlot.times(shape),
            SignalPlot.axis(shape),
            0);
    List<SignalTarget> targets = new ArrayList<>();
    for (TargetExplanation one : explained.explanation().targets()) {
      String heat = PngFile.dataUrl(SpectrogramPicture.heat(explained, one.map()));
      targets.add(SignalTarget.of(one, shape, plot, heat));
    }
    return of("sound", explained.explanation(), source, shape, plot, targets, clips(explained));
  }

  private static List<Clip> clips(AudioExplanation explained) {
    List<Clip> clips = new ArrayList<>();
    Series sound = explained.sound();
    long bytes = 2L * sound.length() * sound.channels().size();
    if (sound.rate().isEmpty() || bytes > MOST_CLIP_BYTES) {
      return clips;
    }
    clips.add(new Clip(-1, "the sound", url(sound)));
    List<TargetExplanation> targets = explained.explanation().targets();
    for (int k = 0; k < targets.size() && (k + 2) * bytes <= MOST_CLIP_BYTES; k++) {
      int target = k;
      targets
          .get(k)
          .quality()
          .flatMap(quality -> quality.sufficient())
          .ifPresent(
              part ->
                  clips.add(
                      new Clip(
                          target, "only what is enough", url(explained.showing(part.region())))));
    }
    return clips;
  }

  private static String url(Series sound) {
    return "data:audio/wav;base64," + Base64.getEncoder().encodeToString(WavFile.bytes(sound));
  }

  private static SignalCase of(
      String noun,
      Explanation explanation,
      Map<String, String> source,
      SignalShape shape,
      SignalPlot plot,
      List<SignalTarget> targets,
      List<Clip> clips) {
    List<QualityView> qualities = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      Optional<QualityView> quality =
          QualityView.of(
              k,
              explanation.targets().get(k),
              noun,
              region -> SignalTarget.outline(region, shape, plot));
      quality.ifPresent(qualities::add);
    }
    Map<String, String> facts = new LinkedHashMap<>(source);
    RunFacts.addTo(facts, explanation);
    String answer = "%s, score %s".formatted(targets.get(0).label(), targets.get(0).scoreText());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("rows", shape.rows());
    data.put("starts", shape.starts());
    data.put("rate", shape.hasRate() ? shape.rate() : 0);
    data.put("values", explanation.targets().stream().map(one -> numbers(one.map())).toList());
    return new SignalCase(noun, answer, plot, targets, qualities, clips, facts, data);
  }

  /** Values of three figures; null where there is none. */
  private static List<Float> numbers(ImportanceMap map) {
    List<Float> numbers = new ArrayList<>();
    for (double value : map.values()) {
      numbers.add(
          Double.isNaN(value)
              ? null
              : Float.valueOf(Float.parseFloat(String.format(Locale.ROOT, "%.3g", value))));
    }
    return numbers;
  }
}
