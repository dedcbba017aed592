package dev.millrace.serving.model;

/** The right to use a version until it is given back. */
public final class Lease implements AutoCloseable {

    private final ServedModel model;

    Lease(ServedModel model) {
        this.model = model;
    }

    public ServedModel model() {
        return model;
    }

    @Override
    public void close() {
        model.release();
    }
}
