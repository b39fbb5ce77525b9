package ai.pami.quality;

import ai.pami.domain.Region;

/**
 * A part of the input and what it does.
 *
 * @param region its elements
 * @param share of all elements
 * @param score of the copy that shows only the part, or all but the part
 * @param tooSmall the largest share below it that was asked and did not do the same; 0 where none
 *     was
 * @param text a sentence that says what the part does, with the numbers
 */
public record Part(Region region, double share, double score, double tooSmall, String text) {}
