/**
 * The black box, seen from the engine: a batch of inputs goes in, a row of numbers an input comes
 * out. Nothing here knows what the inputs are or who asks.
 */
package ai.pami.model;
