package ai.pami.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The floors of docs/architecture.md: arrows go down only, and nowhere round. */
class ArchitectureTest {
  private static final String[] CORE = {
    "ai.pami",
    "ai.pami.domain..",
    "ai.pami.model..",
    "ai.pami.target..",
    "ai.pami.engine..",
    "ai.pami.trace..",
    "ai.pami.explanation..",
    "ai.pami.method..",
    "ai.pami.quality..",
    "ai.pami.check..",
    "ai.pami.question..",
    "ai.pami.detection.."
  };

  private static final JavaClasses PROJECT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("ai.pami");

  @Test
  void arrowsGoDownOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("core")
        .definedBy(CORE)
        .layer("image")
        .definedBy("ai.pami.image..")
        .layer("text")
        .definedBy("ai.pami.text..")
        .layer("tabular")
        .definedBy("ai.pami.tabular..")
        .layer("signal")
        .definedBy("ai.pami.signal..")
        .layer("onnx")
        .definedBy("ai.pami.onnx..")
        .layer("http")
        .definedBy("ai.pami.http..")
        .layer("djl")
        .definedBy("ai.pami.djl..")
        .layer("report")
        .definedBy("ai.pami.report..")
        .layer("evaluate")
        .definedBy("ai.pami.evaluate..")
        .layer("audit")
        .definedBy("ai.pami.audit..")
        .layer("models")
        .definedBy("ai.pami.models..")
        .layer("cli")
        .definedBy("ai.pami.cli..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("evaluate")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("audit")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("models")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("onnx")
        .mayOnlyBeAccessedByLayers("models", "cli")
        .whereLayer("http")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("djl")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("tabular")
        .mayOnlyBeAccessedByLayers("models", "report", "evaluate", "audit", "cli")
        .whereLayer("signal")
        .mayOnlyBeAccessedByLayers("report", "evaluate", "audit", "cli")
        .whereLayer("text")
        .mayOnlyBeAccessedByLayers("models", "report", "evaluate", "audit", "cli")
        .whereLayer("image")
        .mayOnlyBeAccessedByLayers("models", "report", "evaluate", "audit", "cli")
        .check(PROJECT);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("ai.pami.(**)").should().beFreeOfCycles().check(PROJECT);
  }

  @Test
  void theCoreKnowsTheJdkAlone() {
    classes()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .onlyDependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.or(
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(CORE),
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("java..")))
        .check(PROJECT);
  }

  @Test
  void nobodyPrintsButTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("ai.pami.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(PROJECT);
  }
}
