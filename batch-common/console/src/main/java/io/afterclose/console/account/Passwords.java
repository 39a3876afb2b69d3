package io.afterclose.console.account;

import io.afterclose.run.outcome.InvalidInputException;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;

/** Passwords as they are stored: PBKDF2 with SHA-256, 310,000 rounds, 16 bytes of salt. */
public final class Passwords {

  private static final int SHORTEST = 12;
  private static final int LONGEST = 200;
  private static final int ROUNDS = 310_000;
  private static final int SALT = 16;

  private final Pbkdf2PasswordEncoder encoder;
  private final String ofNobody;

  public Passwords() {
    this(ROUNDS);
  }

  /** With another number of rounds; tests take few. */
  public Passwords(int rounds) {
    this.encoder =
        new Pbkdf2PasswordEncoder("", SALT, rounds, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256);
    this.ofNobody = encode(Secret.random(128));
  }

  /**
   * A password that is good enough.
   *
   * @throws InvalidInputException for one of less than 12 or more than 200 characters
   */
  public static String checked(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      throw new InvalidInputException(
          "a password of %d to %d characters was expected, found %d"
              .formatted(SHORTEST, LONGEST, length));
    }
    return password;
  }

  /** What is stored of a password. */
  public String encode(String password) {
    return String.valueOf(encoder.encode(password));
  }

  /** Whether a password is the one that was stored. */
  public boolean matches(String password, String stored) {
    return password.length() <= LONGEST && encoder.matches(password, stored);
  }

  /** Costs what a comparison costs, where there is no account to compare with. */
  public void compareWithNone(String password) {
    boolean unused = matches(password, ofNobody);
  }
}
