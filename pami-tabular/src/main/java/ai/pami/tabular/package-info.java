/**
 * Tables: which columns a row's prediction depends on. Start at {@link
 * ai.pami.tabular.RowExplainer}.
 */
package ai.pami.tabular;
