package dev.millrace.serving.model;

/** Where it is told what became of an approval. */
@FunctionalInterface
public interface Deployments {

    /** Returns at once; the telling is repeated until it is heard. */
    void tell(Deployment deployment);
}
