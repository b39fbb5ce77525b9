/**
 * Explanations for people and programs: heat maps and overlays (PNG), a page that opens in any
 * browser (HTML), a record (JSON) and numbers (NumPy). Start at {@link ai.pami.report.ImageReport}.
 */
package ai.pami.report;
