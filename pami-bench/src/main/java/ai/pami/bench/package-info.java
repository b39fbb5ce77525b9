/**
 * What the parts cost, measured. {@link ai.pami.bench.HeapBenchmark} is a program of its own; the
 * other benchmarks are run by JMH, all or those that a regular expression finds:
 *
 * <pre>{@code
 * mvn -q -B -pl pami-bench -am -DskipTests package
 * java -jar pami-bench/target/benchmarks.jar -f 1 -wi 3 -i 5 -w 1 -r 1 [REGEX]
 * java -cp pami-bench/target/benchmarks.jar ai.pami.bench.HeapBenchmark
 * }</pre>
 *
 * All of them see the same drawn picture, so numbers of two versions can be compared. To time a
 * whole explanation with a real model against that model alone, use {@code pami bench}.
 */
package ai.pami.bench;
