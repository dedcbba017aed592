package dev.millrace.ingestion.dataset.kafka;

import dev.millrace.contracts.MissingText;
import dev.millrace.contracts.ReadColumn;
import dev.millrace.contracts.ReadExample;
import dev.millrace.contracts.ReadNote;
import dev.millrace.ingestion.dataset.check.Reading;

/** How files were understood, as contract records. */
final class AvroReadings {

    private AvroReadings() {}

    static dev.millrace.contracts.Reading of(Reading reading) {
        return new dev.millrace.contracts.Reading(
                reading.delimiter(),
                reading.quote(),
                reading.encoding(),
                reading.decimal(),
                reading.settings(),
                reading.missing().stream()
                        .map(missing -> new MissingText(missing.text(), missing.cells()))
                        .toList(),
                reading.columns().stream().map(AvroReadings::column).toList(),
                reading.columnsToTell(),
                reading.misfits());
    }

    private static ReadColumn column(Reading.ReadColumn column) {
        return new ReadColumn(
                column.name(),
                column.type().name(),
                column.form(),
                column.values(),
                column.misfits(),
                column.examples().stream()
                        .map(example -> new ReadExample(example.row(), example.text()))
                        .toList(),
                column.notes().stream()
                        .map(note -> new ReadNote(note.code(), note.detail()))
                        .toList());
    }
}
