package io.afterclose.quant.regression;

/**
 * A straight line y = α + βx fitted by ordinary least squares. Where every y is the same number, β
 * and its standard error are 0, and R² and the p-value are NaN: there is nothing to explain.
 *
 * @param alpha intercept, in the unit of y
 * @param beta slope, in the unit of y per unit of x
 * @param rSquared share of the centred sum of squares of y that the line explains, 0 to 1
 * @param standardError of beta, classical (homoscedastic, n − 2 degrees of freedom)
 * @param pValue two-sided, of beta = 0 by Student's t with n − 2 degrees of freedom
 * @param observations number of pairs n
 */
public record RegressionFit(
    double alpha,
    double beta,
    double rSquared,
    double standardError,
    double pValue,
    int observations) {}
