package ai.pami.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/**
 * What nobody sees and no element is made of: blanks of every width, no-break ones too, marks of
 * direction or of byte order, control characters.
 */
final class Blank {
  private Blank() {}

  static boolean is(String text, int start, int end) {
    return text.substring(start, end).codePoints().allMatch(Blank::is);
  }

  private static boolean is(int codePoint) {
    return UCharacter.isUWhiteSpace(codePoint)
        || UCharacter.isISOControl(codePoint)
        || UCharacter.hasBinaryProperty(codePoint, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
  }
}
