package dev.millrace.ingestion.dataset;

/** Takes in a file as the next version of its dataset. */
public final class TakeInFile {

    private final ReceiveFile receiveFile;
    private final ConvertAhead convertAhead;
    private final AddVersion addVersion;

    TakeInFile(ReceiveFile receiveFile, ConvertAhead convertAhead, AddVersion addVersion) {
        this.receiveFile = receiveFile;
        this.convertAhead = convertAhead;
        this.addVersion = addVersion;
    }

    /** @throws dev.millrace.web.Problem where it does not arrive as it should, or has faults */
    public Added takeIn(Arrival arrival, SentFile sent) {
        try (var attempt = convertAhead.attempt(arrival.format(), () -> addVersion.rules(arrival));
                var file = receiveFile.receive(sent, attempt::follow)) {
            return addVersion.add(arrival, file, attempt);
        }
    }
}
