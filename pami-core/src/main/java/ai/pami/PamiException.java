package ai.pami;

/**
 * Something the caller can put right: a file that is no picture, a model whose input is no image, a
 * score that is not a number. The message names the offending file or value and the remedy, and is
 * meant to be shown to a person as it is.
 */
public class PamiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PamiException(String message) {
    super(message);
  }

  public PamiException(String message, Throwable cause) {
    super(message, cause);
  }
}
