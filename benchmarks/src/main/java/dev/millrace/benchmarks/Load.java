package dev.millrace.benchmarks;

/** Work for one service, as much as it can take. */
@FunctionalInterface
interface Load {

    /** @param disturb to be called once the service is at work; returns when its replicas work again */
    Outcome run(Replicas replicas, Interruption disturb) throws Exception;

    /** Something that happens meanwhile. */
    @FunctionalInterface
    interface Interruption {
        void happen() throws Exception;
    }
}
