/**
 * What a check of a map found: a verdict with reasons, its own curves, and the parts that suffice
 * or are needed.
 */
package ai.pami.quality;
