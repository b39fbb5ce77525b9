/**
 * Detected objects: boxes in a detector's output, in the layouts that detectors answer in, and the
 * score of a box in a masked copy.
 */
package ai.pami.detection;
