package dev.millrace.ingestion.dataset.directory;

import dev.millrace.ingestion.dataset.check.FileFormat;
import java.util.Locale;
import java.util.Optional;

/** What the name of a dropped file says about its content. */
record FileNames(FileFormat format, boolean gzip) {

    /** Empty for names that are not data, such as those that tools give to files they are still writing. */
    static Optional<FileNames> of(String name) {
        if (name.startsWith(".")) {
            return Optional.empty();
        }
        var lower = name.toLowerCase(Locale.ROOT);
        boolean gzip = lower.endsWith(".gz");
        var plain = gzip ? lower.substring(0, lower.length() - 3) : lower;
        return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
            case "csv" -> Optional.of(new FileNames(FileFormat.CSV, gzip));
            case "jsonl", "ndjson" -> Optional.of(new FileNames(FileFormat.JSON_LINES, gzip));
            case "parquet" -> Optional.of(new FileNames(FileFormat.PARQUET, gzip));
            default -> Optional.empty();
        };
    }
}
