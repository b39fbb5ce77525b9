/**
 * Judges a map by asking the model a few copies more: whether its order is better than chance,
 * which parts suffice and which are needed, and whether another background would say the same.
 */
package ai.pami.check;
