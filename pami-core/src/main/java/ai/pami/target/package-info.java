/**
 * What is explained: numbers read from a model's output, chosen by rank, index, label or as the
 * characters of a line that was read.
 */
package ai.pami.target;
