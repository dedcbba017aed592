package dev.millrace.serving.model;

import java.time.Duration;

/** What became of an approval on this instance. */
public sealed interface Deployment {

    Approval approval();

    /** It is answered with. */
    record Serving(Approval approval, Duration load, Duration warmup, int goldenRows) implements Deployment {}

    /** It is not, and what was answered with before stays. */
    record Refused(Approval approval, String code, String detail, Duration load) implements Deployment {}

    /** A newer one is in force already, or it was withdrawn, so nothing is to be told. */
    record Superseded(Approval approval) implements Deployment {}
}
