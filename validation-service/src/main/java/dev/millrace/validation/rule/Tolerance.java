package dev.millrace.validation.rule;

import java.util.Optional;

/**
 * How large a share of deviating values may be: real data always has a few, and only a broken file has many.
 *
 * @param warnAbove share of values, 0 to 1, from which a person should know
 * @param blockAbove share of values, 0 to 1, from which the version is unusable; 1 never blocks
 */
public record Tolerance(double warnAbove, double blockAbove) {

    public Tolerance {
        if (!(warnAbove >= 0 && warnAbove <= blockAbove && blockAbove <= 1)) {
            throw new IllegalArgumentException("a tolerance needs 0 <= warnAbove <= blockAbove <= 1");
        }
    }

    /** Tells of any deviation, blocks above the share. */
    public static Tolerance blockingAbove(double share) {
        return new Tolerance(0, share);
    }

    Optional<Severity> judge(double share) {
        if (share > blockAbove) {
            return Optional.of(Severity.BLOCK);
        }
        return share > warnAbove ? Optional.of(Severity.WARN) : Optional.empty();
    }

    /** The bound that a share of this severity has crossed. */
    double bound(Severity severity) {
        return switch (severity) {
            case WARN -> warnAbove;
            case BLOCK -> blockAbove;
        };
    }
}
