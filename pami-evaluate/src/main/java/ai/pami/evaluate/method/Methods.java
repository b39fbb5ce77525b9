package ai.pami.evaluate.method;

import ai.pami.image.ImageMethod;
import ai.pami.image.ImageSelection;
import ai.pami.image.ImageSettings;
import ai.pami.image.Preset;
import ai.pami.target.NearestNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The methods by name: PAMI's presets and the others. */
public final class Methods {
  private static final List<String> OTHERS =
      List.of("rise", "occlusion", "lime", "kernel-shap", "sobol", "hsic", "shap-partition");

  private Methods() {}

  /** The names that {@link #named} takes, PAMI's presets first. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    Arrays.stream(Preset.values()).map(Preset::toString).forEach(names::add);
    names.addAll(OTHERS);
    return List.copyOf(names);
  }

  /**
   * The method of the given name with its paper's settings.
   *
   * @param seed of what is drawn at random; occlusion, {@code shap-partition} and PAMI draw nothing
   * @param calls about how many masked copies to ask: the number of masks, samples or windows; PAMI
   *     is ended after so many. Some ask fewer where the method's design has no use for more, none
   *     asks more than this and the few that it needs at least. If empty, as many as the paper's
   *     settings ask
   * @throws IllegalArgumentException if there is no such method, offering the nearest, or {@code
   *     calls} is below 1
   */
  public static ImageMethod named(String name, long seed, Optional<Long> calls) {
    if (calls.isPresent() && calls.get() < 1) {
      throw new IllegalArgumentException("a method needs at least 1 call, not " + calls.get());
    }
    return switch (name) {
      case "rise" -> {
        Rise rise = Rise.defaults().withSeed(seed);
        yield calls.map(rise::withCalls).orElse(rise);
      }
      case "occlusion" -> calls.map(Occlusion.defaults()::withCalls).orElse(Occlusion.defaults());
      case "lime" -> {
        Lime lime = Lime.defaults().withSeed(seed);
        yield calls.map(lime::withCalls).orElse(lime);
      }
      case "kernel-shap" -> {
        KernelShap shap = KernelShap.defaults().withSeed(seed);
        yield calls.map(shap::withCalls).orElse(shap);
      }
      case "sobol" -> {
        SobolIndices sobol = SobolIndices.defaults().withSeed(seed);
        yield calls.map(sobol::withCalls).orElse(sobol);
      }
      case "hsic" -> {
        Hsic hsic = Hsic.defaults().withSeed(seed);
        yield calls.map(hsic::withCalls).orElse(hsic);
      }
      case "shap-partition" ->
          calls.map(HierarchicalShap.defaults()::withCalls).orElse(HierarchicalShap.defaults());
      default -> pami(name, calls);
    };
  }

  private static ImageMethod pami(String name, Optional<Long> calls) {
    if (!names().contains(name)) {
      throw new IllegalArgumentException(
          "no method '%s': did you mean %s? There are %s"
              .formatted(
                  name, NearestNames.to(name, names(), 1).get(0), String.join(", ", names())));
    }
    Preset preset = Preset.named(name);
    if (preset == Preset.DEFAULT) {
      ImageSelection selection = ImageSelection.defaults();
      return calls.map(n -> selection.withBudget(Math.addExact(n, 2))).orElse(selection);
    }
    return calls.map(n -> limited(preset.settings(), n)).orElse(preset.settings());
  }

  private static ImageSettings limited(ImageSettings settings, long calls) {
    return new ImageSettings(
        settings.name(),
        settings.partitioners(),
        settings.views(),
        settings.passes(),
        settings.background(),
        settings.evidence(),
        Math.addExact(calls, 2));
  }
}
