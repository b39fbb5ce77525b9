/** Other black-box methods on the same engine, each with its paper's settings. */
package ai.pami.evaluate.method;
