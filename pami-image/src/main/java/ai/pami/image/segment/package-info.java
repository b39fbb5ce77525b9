/**
 * Partitioners of pictures: super-pixels of six kinds, the regular grid, sliding windows and label
 * maps from files. Each cites its paper; where a paper leaves a choice open, the choice is that of
 * the implementation that the authors of PAMI used (scikit-image 0.19, OpenCV 4.6), so that the
 * published settings give the published partitions.
 */
package ai.pami.image.segment;
