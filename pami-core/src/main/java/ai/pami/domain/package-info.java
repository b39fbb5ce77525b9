/**
 * What can be kept or hidden: the lattice of elements ({@link ai.pami.domain.Domain}), sets of them
 * ({@link ai.pami.domain.Region}) and ways of cutting the lattice up ({@link
 * ai.pami.domain.Partition}, {@link ai.pami.domain.SlidingWindows}).
 */
package ai.pami.domain;
