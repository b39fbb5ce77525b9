/**
 * The one engine under every method: it composes the copies that a method asks for, runs them
 * through the model in batches on all cores, counts, reports progress, obeys a budget and hands the
 * scores back in the order they were asked for.
 */
package ai.pami.engine;
