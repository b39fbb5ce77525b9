package ai.pami.engine;

import java.time.Duration;

/**
 * What a run will cost, as well as can be told from its beginning.
 *
 * @param calls inputs the model will be asked
 * @param time from the first call to the finished maps
 */
public record Forecast(long calls, Duration time) {}
