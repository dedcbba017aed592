package dev.millrace.validation.rule;

import org.jspecify.annotations.Nullable;

/** A column's schema with one demand changed. */
record ColumnChange(ColumnSchema column) {

    ColumnSchema notRequired() {
        return of(
                false,
                column.missing(),
                column.domain(),
                column.negative(),
                column.range(),
                column.infinite(),
                column.repeated());
    }

    ColumnSchema missing(Tolerance missing) {
        return of(
                column.required(),
                missing,
                column.domain(),
                column.negative(),
                column.range(),
                column.infinite(),
                column.repeated());
    }

    ColumnSchema domain(ColumnSchema.@Nullable Domain domain) {
        return of(
                column.required(),
                column.missing(),
                domain,
                column.negative(),
                column.range(),
                column.infinite(),
                column.repeated());
    }

    ColumnSchema negative(@Nullable Tolerance negative) {
        return of(
                column.required(),
                column.missing(),
                column.domain(),
                negative,
                column.range(),
                column.infinite(),
                column.repeated());
    }

    ColumnSchema range(ColumnSchema.Range range) {
        return of(
                column.required(),
                column.missing(),
                column.domain(),
                column.negative(),
                range,
                column.infinite(),
                column.repeated());
    }

    ColumnSchema infinite(Tolerance infinite) {
        return of(
                column.required(),
                column.missing(),
                column.domain(),
                column.negative(),
                column.range(),
                infinite,
                column.repeated());
    }

    ColumnSchema repeated(@Nullable Tolerance repeated) {
        return of(
                column.required(),
                column.missing(),
                column.domain(),
                column.negative(),
                column.range(),
                column.infinite(),
                repeated);
    }

    private ColumnSchema of(
            boolean required,
            @Nullable Tolerance missing,
            ColumnSchema.@Nullable Domain domain,
            @Nullable Tolerance negative,
            ColumnSchema.@Nullable Range range,
            Tolerance infinite,
            @Nullable Tolerance repeated) {
        return new ColumnSchema(
                column.name(),
                column.type(),
                required,
                column.unreadable(),
                missing,
                domain,
                negative,
                range,
                infinite,
                repeated);
    }
}
