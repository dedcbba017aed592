package dev.millrace.local.chaos;

/**
 * Something that a stack promises and did not keep.
 *
 * @param invariant such as {@code I8}, as in docs/reliability.md
 */
public record Violation(String invariant, String detail) {

    @Override
    public String toString() {
        return invariant + ": " + detail;
    }
}
