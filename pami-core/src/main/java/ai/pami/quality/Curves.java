package ai.pami.quality;

/**
 * How the score comes and goes in a map's own order, and in random ones.
 *
 * <p>A random order is the map's own, moved round the domain to a random other place: what is shown
 * is as large and of the same shapes, only the place differs.
 *
 * @param insertion from the bare background to the input, most important elements first
 * @param deletion from the input to the bare background, most important elements first
 * @param randomInsertion the mean over the random orders
 * @param randomDeletion the mean over the random orders
 * @param randomOrders how many there were
 * @param gain how much better the map's order is: the mean of what its insertion area lies above
 *     the random ones and its deletion area below them, as a share of the range of all scores seen
 * @param best whether it is better than every single random order
 */
public record Curves(
    ScoreCurve insertion,
    ScoreCurve deletion,
    ScoreCurve randomInsertion,
    ScoreCurve randomDeletion,
    int randomOrders,
    double gain,
    boolean best) {}
