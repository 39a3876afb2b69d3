package io.afterclose.report.page;

import io.afterclose.page.NumberText;

/**
 * A figure with all that belongs to it.
 *
 * @param period the period, level or window where it has several; empty else
 * @param definition what it is, in words
 * @param basis which days or positions it is made of, in words
 * @param remark what else is to be said of this value; empty for nothing
 */
public record ReportFigure(
    String name,
    String period,
    String definition,
    String basis,
    Unit unit,
    Value value,
    String remark,
    Evidence evidence) {

  /** What its number counts, and so how it is written. */
  public enum Unit {
    /** USD. */
    MONEY {
      @Override
      String text(double number) {
        return NumberText.money(number);
      }
    },
    /** USD, a change. */
    PROFIT {
      @Override
      String text(double number) {
        return NumberText.signedMoney(number);
      }
    },
    /** A fraction. */
    SHARE {
      @Override
      String text(double number) {
        return NumberText.percent(number);
      }
    },
    /** A fraction that is a change. */
    CHANGE {
      @Override
      String text(double number) {
        return NumberText.signedPercent(number);
      }
    },
    /** A pure number. */
    NUMBER {
      @Override
      String text(double number) {
        return NumberText.decimal(number, 4);
      }
    },
    /** A count, of sessions for instance. */
    COUNT {
      @Override
      String text(double number) {
        return NumberText.decimal(number, number == Math.rint(number) ? 0 : 2);
      }
    };

    abstract String text(double number);

    /** A number as text, without a plus sign. */
    public String plain(double number) {
      return text(number).replace("+", "");
    }
  }

  /** Its name with its period. */
  public String title() {
    return period.isEmpty() ? name : name + ", " + period;
  }

  /** The value as text, or {@code unknown}. */
  public String text() {
    return value.text(unit::text);
  }

  /** What stands below the value: why it is unknown, or what is to be said of it. */
  public String note() {
    return value.known() ? remark : value.unknown();
  }
}
