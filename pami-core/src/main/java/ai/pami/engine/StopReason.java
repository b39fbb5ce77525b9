package ai.pami.engine;

/** Why a run ended. */
public enum StopReason {
  /** Every probe was answered. */
  COMPLETE,
  /** The method saw that more answers would change little. */
  SETTLED,
  /** The budget of model calls was spent. */
  BUDGET,
  /** The deadline passed. */
  DEADLINE,
  /** The caller cancelled. */
  CANCELLED
}
