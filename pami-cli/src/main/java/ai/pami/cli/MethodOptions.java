package ai.pami.cli;

import ai.pami.evaluate.method.Methods;
import ai.pami.image.ImageExplainer;
import ai.pami.image.ImageMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which methods are compared, and how the model is asked. */
final class MethodOptions {
  @Option(
      names = "--methods",
      paramLabel = "NAME[,...]",
      defaultValue = "default,occlusion,rise,lime,kernel-shap,sobol,hsic,shap-partition",
      description = {
        "What explains, the others being compared with the first: default, reference-sliding-window,"
            + " reference-pre-segmentation, reference-second-pass, occlusion, rise, lime, kernel-shap, sobol, hsic,"
            + " shap-partition.",
        "NAME@N gives a method N model calls (default: ${DEFAULT-VALUE})."
      })
  String methods;

  @Option(
      names = "--calls",
      paramLabel = "N",
      description = "Model calls a map for every method without its own number.")
  Long calls;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "For what is drawn at random (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Model calls at a time (default: one a processor).")
  Integer threads;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Inputs a model call (default: found by trial).")
  Integer batch;

  /** The methods by the names given. */
  Map<String, ImageMethod> methods(Optional<Long> callsIfNotSaid) {
    Map<String, ImageMethod> chosen = new LinkedHashMap<>();
    Optional<Long> usual = calls == null ? callsIfNotSaid : Optional.of(calls);
    for (String part : methods.split(",", -1)) {
      String name = part.strip();
      int at = name.indexOf('@');
      Optional<Long> own = at < 0 ? usual : Optional.of(number(name, name.substring(at + 1)));
      String method = at < 0 ? name : name.substring(0, at);
      if (chosen.put(name, Methods.named(method, seed, own)) != null) {
        throw new IllegalArgumentException("--methods names '%s' twice".formatted(name));
      }
    }
    return chosen;
  }

  private static long number(String name, String text) {
    if (!text.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(
          "--methods '%s': after @ comes a number of model calls".formatted(name));
    }
    return Long.parseLong(text);
  }

  ImageExplainer apply(ImageExplainer explainer) {
    ImageExplainer set = explainer;
    if (threads != null) {
      set = set.threads(EngineLimits.positive("--threads", threads));
    }
    if (batch != null) {
      set = set.batch(EngineLimits.positive("--batch", batch));
    }
    return set.cancellation(Interruption.cancellation());
  }
}
