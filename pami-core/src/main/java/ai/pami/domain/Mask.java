package ai.pami.domain;

/**
 * Which elements of a domain a probe shows, and how much of them: all or nothing ({@link Region},
 * {@link Prefix}) or a share ({@link SoftMask}). Immutable.
 */
public sealed interface Mask permits Region, Prefix, SoftMask {
  /** Whether the mask can lie on {@code domain}. */
  boolean fits(Domain domain);

  /** 128 bits that stand for what the mask shows; equal masks have equal ones. */
  Fingerprint fingerprint();
}
