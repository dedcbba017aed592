package dev.millrace.validation.profile;

import java.math.BigDecimal;

/** Real numbers as DuckDB writes them, which is how they stand in data that was read as text. */
final class SpelledNumbers {

    private SpelledNumbers() {}

    /** A finite number. */
    static String of(double value) {
        var exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (value == 0 || (exponent >= -4 && exponent < 16)) {
            var plain = exact.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        var digits = exact.scaleByPowerOfTen(-exponent).toPlainString();
        return "%se%s%02d".formatted(digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
