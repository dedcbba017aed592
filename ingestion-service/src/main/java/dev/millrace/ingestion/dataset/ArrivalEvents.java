package dev.millrace.ingestion.dataset;

import dev.millrace.contracts.Column;
import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.Part;

/** Tells a version in the words of the contract. */
final class ArrivalEvents {

    private ArrivalEvents() {}

    static DataArrived arrived(String dataset, long number, DatasetVersion version) {
        var event = new DataArrived();
        event.setDataset(dataset);
        event.setVersion(number);
        event.setContentDigest(version.digest());
        event.setParts(version.parts().stream()
                .map(part -> new Part(part.digest(), part.rows(), part.bytes()))
                .toList());
        event.setFormat(version.format());
        event.setSourceKind(version.sourceKind());
        event.setSourceName(version.sourceName());
        event.setMode(
                switch (version.mode()) {
                    case APPEND -> dev.millrace.contracts.Mode.APPEND;
                    case SNAPSHOT -> dev.millrace.contracts.Mode.SNAPSHOT;
                });
        event.setRows(version.rows());
        event.setBytes(version.bytes());
        event.setColumns(version.columns().stream()
                .map(column -> new Column(column.name(), column.type().name()))
                .toList());
        event.setArrivedBy(version.arrivedBy());
        return event;
    }
}
