package io.afterclose.quant.figure;

import java.util.Optional;
import java.util.function.Function;

/**
 * A figure, or the reason why it is not known. Zero is a value and never stands for "unknown".
 *
 * @param <T> a finite {@link Double}, or a record of several numbers that are known together
 */
public sealed interface Figure<T> {
  /** How many returns, flows or positions it rests on, or how many there were for it. */
  int observations();

  /** The value; empty if it is not known. */
  Optional<T> known();

  /** What is worked out from this value; the reason stays if there is none. */
  <R> Figure<R> flatMap(Function<T, Figure<R>> next);

  /** The value in another form; the reason stays if there is none. */
  default <R> Figure<R> map(Function<T, R> next) {
    return flatMap(value -> of(next.apply(value), observations()));
  }

  /**
   * The value, where the caller has made sure that there is one.
   *
   * @throws IllegalStateException if it is not known
   */
  default T get() {
    return known()
        .orElseThrow(() -> new IllegalStateException("A known figure was expected: " + this));
  }

  /** A figure that is known. */
  static <T> Figure<T> of(T value, int observations) {
    return new Known<>(value, observations);
  }

  /** A figure that is not known. */
  static <T> Figure<T> unknown(Reason reason, String detail, int observations) {
    return new Unknown<>(reason, detail, observations);
  }

  /** Why there is no value. */
  enum Reason {
    /** Fewer observations than the figure's minimum. */
    INSUFFICIENT_DATA,
    /** The numbers do not vary, so that what is divided by is 0. */
    DEGENERATE,
    /** A day of the interval has no return. */
    MISSING_RETURN,
    /** What a return or a weight is a share of is 0 or below. */
    BASE_NOT_POSITIVE,
    /** Less of the gross value is known than the figure needs. */
    LOW_COVERAGE,
    /** A day lost everything or more; what comes after it has no growth rate. */
    WIPED_OUT,
    /** The record does not reach back to the start of the period. */
    RECORD_TOO_SHORT,
    /** Shorter than 365 days, so not annualised. */
    UNDER_ONE_YEAR,
    /** The record never fell below a peak. */
    NO_DRAWDOWN,
    /** No rate makes the flows worth nothing today. */
    NO_ROOT,
    /** Several rates do. */
    SEVERAL_ROOTS,
    /** All flows lie on one day. */
    SAME_DAY,
    /** An approximation outside the range in which it holds. */
    OUT_OF_DOMAIN,
    /** Columns depend on each other, so that there is no single solution. */
    SINGULAR,
    /** Factor returns, exposures or holdings that the figure is made of are missing. */
    MISSING_INPUT,
    /** There is nothing to be measured, as a sector that nothing is held of. */
    NOT_APPLICABLE
  }

  /**
   * A value.
   *
   * @param value finite where it is a number
   */
  record Known<T>(T value, int observations) implements Figure<T> {

    /** Checks that a number is finite. */
    public Known {
      if (value instanceof Double number && !Double.isFinite(number)) {
        throw new IllegalArgumentException("A finite figure was expected, found " + number);
      }
    }

    @Override
    public Optional<T> known() {
      return Optional.of(value);
    }

    @Override
    public <R> Figure<R> flatMap(Function<T, Figure<R>> next) {
      return next.apply(value);
    }
  }

  /**
   * No value.
   *
   * @param reason the kind of obstacle
   * @param detail the obstacle in words: what was found, what was needed, the day if it is one
   */
  record Unknown<T>(Reason reason, String detail, int observations) implements Figure<T> {
    @Override
    public Optional<T> known() {
      return Optional.empty();
    }

    @Override
    public <R> Figure<R> flatMap(Function<T, Figure<R>> next) {
      return new Unknown<>(reason, detail, observations);
    }
  }
}
