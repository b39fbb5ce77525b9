/** Metrics of maps, one class each, with formula and source. */
package ai.pami.evaluate.metric;
