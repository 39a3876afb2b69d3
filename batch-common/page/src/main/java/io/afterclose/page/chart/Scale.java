package io.afterclose.page.chart;

/** From values to shares of a length. */
record Scale(double low, double high) {

  /** That of a range; one without an extent is made wide enough to draw in. */
  static Scale around(double low, double high) {
    if (low < high) {
      return new Scale(low, high);
    }
    double margin = low == 0 ? 1 : Math.abs(low) / 100;
    return new Scale(low - margin, high + margin);
  }

  /** 0 at the low end, 1 at the high end. */
  double share(double value) {
    return (value - low) / (high - low);
  }

  /** The value at a share. */
  double at(double share) {
    return low + share * (high - low);
  }
}
