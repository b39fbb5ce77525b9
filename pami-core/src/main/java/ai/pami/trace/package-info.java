/**
 * The record of a run: every question that was put and what was answered, so that a number of a map
 * can be followed back to its copies and a map be made again without the model.
 */
package ai.pami.trace;
