/** What comes out: importance maps, what was asked to make them and what they cost. */
package ai.pami.explanation;
