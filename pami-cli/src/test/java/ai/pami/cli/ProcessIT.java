package ai.pami.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only shows in a process of its own: Ctrl-C, exit codes, small memory, full disks. */
class ProcessIT {
  @TempDir Path folder;
  private Path model;
  private Path pictures;
  private Path out;

  @BeforeEach
  void install() throws IOException {
    model = EmbeddedClassifier.install(folder);
    pictures = Files.createDirectory(folder.resolve("pictures"));
    for (String name : DemoCommand.PICTURES) {
      EmbeddedClassifier.picture(pictures, name);
    }
    out = folder.resolve("out");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void ctrlCKeepsWhatIsFinished() throws Exception {
    PamiProcess pami =
        PamiProcess.start(
            folder,
            "image",
            pictures,
            "--model",
            model,
            "--out",
            out,
            "--preset",
            "reference-pre-segmentation",
            "--format",
            "json,npy");
    pami.awaitOut(" model calls in "); // the first picture is done
    pami.interrupt();

    assertThat(pami.await()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(pami.err()).contains("interrupted; ", " of 5 pictures are done");
    assertThat(names(out)).startsWith("clean").hasSizeLessThan(5).allMatch(this::isPicture);
    assertThat(names(out.resolve("clean"))).containsExactly("0.npy", "explanation.json");
  }

  private boolean isPicture(String name) {
    return DemoCommand.PICTURES.contains(name);
  }

  @Test
  void printsPlainLinesWhenPiped() throws Exception {
    PamiProcess pami =
        PamiProcess.start(
            folder,
            "image",
            pictures,
            "--model",
            model,
            "--out",
            out,
            "--partition",
            "grid:2:8",
            "--no-check");

    assertThat(pami.await()).isZero();
    assertThat(pami.err()).isEmpty();
    assertThat(pami.out()).doesNotContain("\u001b", "\r");
    assertThat(pami.out().lines()).hasSize(2 * 5 + 2);
  }

  @Test
  void aFullDiskLeavesNothingHalfWritten() throws Exception {
    onSmallDisk(
        "size=256k",
        disk -> {
          PamiProcess pami =
              PamiProcess.start(
                  folder,
                  "image",
                  pictures.resolve("clean.png"),
                  pictures.resolve("noisy.png"),
                  "--model",
                  model,
                  "--out",
                  disk.resolve("out"),
                  "--partition",
                  "grid:2:8",
                  "--format",
                  "json,npy,npy-original");

          // 48x192 and 96x440 numbers fit once, not twice.
          assertThat(pami.await()).isEqualTo(ExitCode.FAILED);
          assertThat(pami.err())
              .contains("output folder can't be written: " + disk.resolve("out/noisy"), "No space");
          assertThat(names(disk.resolve("out"))).containsExactly("clean");
          assertThat(names(disk.resolve("out/clean")))
              .containsExactly("0.npy", "0.original.npy", "explanation.json");
        });
  }

  @Test
  void aReadOnlyFolderIsRefusedBeforeTheModelIsAsked() throws Exception {
    onSmallDisk(
        "ro",
        disk -> {
          PamiProcess pami =
              PamiProcess.start(
                  folder, "image", pictures, "--model", model, "--out", disk.resolve("out"));

          assertThat(pami.await()).isEqualTo(ExitCode.FAILED);
          assertThat(pami.out()).isEmpty();
          assertThat(pami.err())
              .contains("output folder can't be written: " + disk.resolve("out"), "--out");
        });
  }

  private interface OnDisk {
    void use(Path disk) throws Exception;
  }

  /** A file system of its own, where this process may make one. */
  private void onSmallDisk(String options, OnDisk test) throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    boolean mounted =
        Files.isExecutable(Path.of("/bin/mount"))
            && run("/bin/mount", "-t", "tmpfs", "-o", options, "none", disk.toString()) == 0;
    assumeTrue(mounted, "skipped: no leave to mount a small file system here");
    try {
      test.use(disk);
    } finally {
      assertThat(run("/bin/umount", disk.toString())).isZero();
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** The other presets run with as little memory in {@link ParityIT}. */
  @Test
  void presetsExplainSqueezeNetIn256Megabytes() throws Exception {
    Path image = EvaluationData.images().get(0);
    for (String preset : List.of("default", "reference-sliding-window")) {
      PamiProcess pami =
          PamiProcess.start(
              folder,
              "image",
              image,
              "--model",
              EvaluationData.squeezeNet(),
              "--preprocess",
              "imagenet-caffe",
              "--preset",
              preset,
              "--out",
              out.resolve(preset));

      assertThat(pami.await()).as("%s: %s", preset, pami.err()).isZero();
      System.out.printf("memory: -Xmx256m suffices: %s", pami.out().lines().toList().get(1) + "\n");
    }
  }
}
