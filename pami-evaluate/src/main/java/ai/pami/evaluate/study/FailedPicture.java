package ai.pami.evaluate.study;

/**
 * A picture that could not be judged.
 *
 * @param name as in the data set
 * @param message why, for a person
 */
public record FailedPicture(String name, String message) {}
