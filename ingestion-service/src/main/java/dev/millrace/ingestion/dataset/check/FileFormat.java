package dev.millrace.ingestion.dataset.check;

/** Formats that are accepted, with the names that events use. */
public enum FileFormat {
    CSV("csv"),
    JSON_LINES("jsonl"),
    AVRO("avro"),
    PARQUET("parquet");

    private final String label;

    FileFormat(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
