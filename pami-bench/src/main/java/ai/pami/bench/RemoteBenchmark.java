package ai.pami.bench;

import ai.pami.http.Endpoint;
import ai.pami.http.RemoteModel;
import ai.pami.image.ImageExplainer;
import ai.pami.image.Preprocessing;
import ai.pami.image.Preset;
import ai.pami.image.picture.Picture;
import ai.pami.target.Targets;
import java.io.PrintStream;
import java.util.Locale;

/**
 * How much faster a model that a server runs is asked with several requests in flight than with
 * one: calls a second while a picture is explained, one input a request, against an endpoint on
 * this machine that takes 50 ms for each. Its inputs are small, 3x64x64, since client and server
 * share a machine here and what is to be measured is how they are asked for, not how fast they are
 * copied.
 *
 * <pre>{@code
 * java -cp "pami-bench/target/benchmarks.jar:pami-bench/target/lib/*" ai.pami.bench.RemoteBenchmark [MILLIS IN_FLIGHT CALLS]
 * }</pre>
 *
 * MILLIS is 50, IN_FLIGHT 8 and CALLS 400 where they are not given.
 */
public final class RemoteBenchmark {
  private RemoteBenchmark() {}

  public static void main(String[] arguments) {
    long millis = arguments.length > 0 ? Long.parseLong(arguments[0]) : 50;
    int inFlight = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
    long calls = arguments.length > 2 ? Long.parseLong(arguments[2]) : 400;
    PrintStream out = System.out;
    for (Preset preset : new Preset[] {Preset.DEFAULT, Preset.KEEP_AND_DROP}) {
      Rates rates = compare(millis, inFlight, calls, preset);
      out.printf(
          Locale.ROOT,
          "%s, %d ms a request: %.1f calls/s with 1 in flight, %.1f with %d (%d at once at the server); ratio: %.2f%n",
          preset,
          millis,
          rates.one(),
          rates.many(),
          inFlight,
          rates.mostAtOnce(),
          rates.ratio());
    }
  }

  /**
   * Calls a second.
   *
   * @param one with one request in flight
   * @param many with several
   * @param mostAtOnce the most requests that were at the server at once
   */
  record Rates(double one, double many, int mostAtOnce) {
    double ratio() {
      return many / one;
    }
  }

  /** Explains a picture with one request in flight and with several, after a run for warming up. */
  static Rates compare(long millis, int inFlight, long calls, Preset preset) {
    Picture picture = TexturedPicture.draw();
    try (SlowEndpoint endpoint = new SlowEndpoint(millis)) {
      rate(endpoint, picture, inFlight, Math.min(calls, 100), preset);
      double one = rate(endpoint, picture, 1, calls, preset);
      double many = rate(endpoint, picture, inFlight, calls, preset);
      return new Rates(one, many, endpoint.mostAtOnce());
    }
  }

  private static double rate(
      SlowEndpoint endpoint, Picture picture, int inFlight, long calls, Preset preset) {
    try (RemoteModel model =
        RemoteModel.open(Endpoint.at(endpoint.address()).inFlight(inFlight).build())) {
      ImageExplainer explainer =
          ImageExplainer.of(model.tensors(), Preprocessing.RAW)
              .preset(preset)
              .threads(inFlight)
              .batch(1)
              .budget(calls);
      long from = System.nanoTime();
      long made = explainer.explain(picture, Targets.index(0)).explanation().cost().calls();
      return made * 1e9 / (System.nanoTime() - from);
    }
  }
}
