package ai.pami.evaluate.method;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A scrambled Sobol' sequence: points in the unit cube of any number of dimensions that lie more
 * evenly than random ones. In each dimension the first 2^k points fall one into each of the 2^k
 * equal intervals.
 *
 * <p>Sobol', "On the distribution of points in a cube and the approximate evaluation of integrals",
 * 1967. Dimension j takes the j-th primitive polynomial over the field of two elements; its initial
 * direction numbers, which the construction leaves free, and the scrambling of all digits by a
 * random lower triangular matrix and a random shift (Matoušek, "On the L2-discrepancy for anchored
 * boxes", 1998) are drawn from the seed. The scrambling keeps the evenness and makes each point
 * uniformly distributed.
 */
final class SobolPoints {
  private static final int BITS = 32;

  /** {@code [dimensions][BITS]}, the scrambled direction numbers. */
  private final int[][] directions;

  /** The next point's digits, {@code [dimensions]}. */
  private final int[] digits;

  private long index;

  SobolPoints(int dimensions, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> polynomials = primitivePolynomials(dimensions - 1);
    this.directions = new int[dimensions][];
    this.digits = new int[dimensions];
    for (int d = 0; d < dimensions; d++) {
      int[] plain = d == 0 ? vanDerCorput() : recurrence(polynomials.get(d - 1), random);
      directions[d] = scrambled(plain, random);
      digits[d] = random.nextInt();
    }
  }

  private static int[] vanDerCorput() {
    int[] directions = new int[BITS];
    for (int i = 0; i < BITS; i++) {
      directions[i] = 1 << (BITS - 1 - i);
    }
    return directions;
  }

  /** Sobol's recurrence; number i is odd and below 2^(i+1) before it is shifted to the top. */
  private static int[] recurrence(int polynomial, SplittableRandom random) {
    int degree = BITS - 1 - Integer.numberOfLeadingZeros(polynomial);
    int[] directions = new int[BITS];
    for (int i = 0; i < BITS; i++) {
      if (i < degree) {
        int odd = random.nextInt(1 << i) * 2 + 1;
        directions[i] = odd << (BITS - 1 - i);
      } else {
        directions[i] = directions[i - degree] ^ (directions[i - degree] >>> degree);
        for (int j = 1; j < degree; j++) {
          if ((polynomial >> (degree - j) & 1) == 1) {
            directions[i] ^= directions[i - j];
          }
        }
      }
    }
    return directions;
  }

  /** Each digit becomes itself plus a random sum of the digits before it. */
  private static int[] scrambled(int[] plain, SplittableRandom random) {
    int[] rows = new int[BITS];
    for (int row = 0; row < BITS; row++) {
      int bit = 1 << (BITS - 1 - row);
      int before = -bit << 1;
      rows[row] = (random.nextInt() & before) | bit;
    }
    int[] scrambled = new int[BITS];
    for (int i = 0; i < BITS; i++) {
      for (int row = 0; row < BITS; row++) {
        if ((Integer.bitCount(rows[row] & plain[i]) & 1) == 1) {
          scrambled[i] |= 1 << (BITS - 1 - row);
        }
      }
    }
    return scrambled;
  }

  /** The first {@code count} primitive polynomials, by degree; bit i is the coefficient of x^i. */
  static List<Integer> primitivePolynomials(int count) {
    List<Integer> found = new ArrayList<>();
    for (int polynomial = 3; found.size() < count; polynomial += 2) {
      if (isPrimitive(polynomial)) {
        found.add(polynomial);
      }
    }
    return found;
  }

  /** Whether the powers of x modulo the polynomial run through all but 0 before they come to 1. */
  private static boolean isPrimitive(int polynomial) {
    int degree = BITS - 1 - Integer.numberOfLeadingZeros(polynomial);
    int power = 1;
    int steps = 0;
    do {
      power <<= 1;
      if ((power >> degree & 1) == 1) {
        power ^= polynomial;
      }
      steps++;
    } while (power != 1 && power != 0 && steps < 1 << degree);
    return power == 1 && steps == (1 << degree) - 1;
  }

  /** The next point, {@code [dimensions]} coordinates in 0..1, 1 excluded. */
  double[] next() {
    double[] point = new double[digits.length];
    int changed = Long.numberOfTrailingZeros(++index);
    for (int d = 0; d < point.length; d++) {
      point[d] = (digits[d] & 0xFFFFFFFFL) * 0x1p-32;
      // In Gray code one direction number changes from a point to the next.
      digits[d] ^= directions[d][changed];
    }
    return point;
  }
}
