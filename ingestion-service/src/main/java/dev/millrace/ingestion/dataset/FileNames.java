package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.check.FileFormat;
import java.util.Locale;
import java.util.Optional;

/** What the name of a file says about its content. */
public record FileNames(FileFormat format, Compression compression) {

    /** Empty for names that are not data, such as those that tools give to files they are still writing. */
    public static Optional<FileNames> of(String name) {
        if (name.startsWith(".")) {
            return Optional.empty();
        }
        var lower = name.toLowerCase(Locale.ROOT);
        var compression =
                lower.endsWith(".gz") ? Compression.GZIP : lower.endsWith(".zst") ? Compression.ZSTD : Compression.NONE;
        var plain = compression == Compression.NONE ? lower : lower.substring(0, lower.lastIndexOf('.'));
        return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
            case "csv", "tsv", "tab", "psv", "txt" -> Optional.of(new FileNames(FileFormat.CSV, compression));
            case "jsonl", "ndjson", "json" -> Optional.of(new FileNames(FileFormat.JSON_LINES, compression));
            case "avro" -> Optional.of(new FileNames(FileFormat.AVRO, compression));
            case "parquet" -> Optional.of(new FileNames(FileFormat.PARQUET, compression));
            default -> Optional.empty();
        };
    }
}
