/** Texts: what a model of text read. Start at {@link ai.pami.text.TextExplainer}. */
package ai.pami.text;
