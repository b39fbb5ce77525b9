/**
 * Time series and audio: which times, channels and frequencies a prediction depends on. Start at
 * {@link ai.pami.signal.SeriesExplainer} or {@link ai.pami.signal.AudioExplainer}.
 */
package ai.pami.signal;
