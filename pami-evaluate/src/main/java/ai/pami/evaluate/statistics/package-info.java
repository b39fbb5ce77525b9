/** Means with their uncertainty. */
package ai.pami.evaluate.statistics;
