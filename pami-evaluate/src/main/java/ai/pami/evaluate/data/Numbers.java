package ai.pami.evaluate.data;

import ai.pami.PamiException;

/** Numbers in text files, with a message that says where one is none. */
final class Numbers {
  private Numbers() {}

  static double parse(String text, String what, String where) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new PamiException(message(text, what, where), e);
    }
    throw new PamiException(message(text, what, where));
  }

  private static String message(String text, String what, String where) {
    return text.isEmpty()
        ? "%s: %s is missing".formatted(where, what)
        : "%s: %s '%s' is no number".formatted(where, what, text);
  }
}
