package dev.millrace.serving.model;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What one model shall be answered with, and how often that has failed; one thread at a time works on it. */
final class DeploymentOrder {

    private final Duration firstPause;
    private final Duration longestPause;
    private @Nullable Approval wanted;
    private long wantedSince;
    private @Nullable String toldRefusal;
    private Duration pause;
    private boolean inWork;
    private boolean wantedAgain;
    private boolean retryPlanned;
    private CompletableFuture<Deployment> outcome = new CompletableFuture<>();

    DeploymentOrder(Duration firstPause, Duration longestPause) {
        this.firstPause = firstPause;
        this.longestPause = longestPause;
        this.pause = firstPause;
    }

    /** Whether there is work now; a version that is being tried again is not tried sooner because it is heard of again. */
    synchronized boolean want(Approval approval) {
        if (wanted != null && !approval.isNewerThan(wanted)) {
            return false;
        }
        wanted = approval;
        wantedSince = System.nanoTime();
        wantedAgain = inWork;
        toldRefusal = null;
        pause = firstPause;
        return true;
    }

    /** For how long the version has been wanted. */
    synchronized Duration waited() {
        return Duration.ofNanos(System.nanoTime() - wantedSince);
    }

    /** The versions up to the generation are not wanted any more. */
    synchronized void drop(long generation) {
        if (wanted != null && wanted.generation() <= generation) {
            wanted = null;
        }
    }

    /** What comes of the attempt that is made now, or of the next. */
    synchronized CompletableFuture<Deployment> outcome() {
        return outcome;
    }

    private void tell(Deployment deployment) {
        if (!wantedAgain) {
            outcome.complete(deployment);
            outcome = new CompletableFuture<>();
        }
    }

    /** What to load; null where nothing is wanted or another thread is at work on it. */
    synchronized @Nullable Approval begin() {
        if (inWork || wanted == null) {
            return null;
        }
        inWork = true;
        return wanted;
    }

    /** The version is done with. Whether a newer one came meanwhile. */
    synchronized boolean finish(Deployment deployment) {
        var approval = deployment.approval();
        inWork = false;
        tell(deployment);
        if (wanted != null && !wantedAgain && !wanted.isNewerThan(approval)) {
            wanted = null;
        }
        wantedAgain = false;
        return wanted != null;
    }

    /** The version could not be loaded. How long to wait before the next attempt; no time where a newer one came. */
    synchronized Duration fail(Deployment deployment) {
        var approval = deployment.approval();
        inWork = false;
        tell(deployment);
        boolean isWantedNow = wantedAgain || (wanted != null && wanted.isNewerThan(approval));
        wantedAgain = false;
        if (isWantedNow) {
            return Duration.ZERO;
        }
        var now = pause;
        var doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
        return now;
    }

    /** Whether the next attempt is the caller's to plan, because none is planned yet. */
    synchronized boolean planRetry() {
        boolean first = !retryPlanned;
        retryPlanned = true;
        return first;
    }

    /** The attempt that was planned is made now. */
    synchronized void retryBegins() {
        retryPlanned = false;
    }

    /** Whether a refusal with this code says something that was not told about the version before. */
    synchronized boolean isNews(Approval approval, String code) {
        boolean current = wanted != null && !wanted.isNewerThan(approval);
        boolean news = current && !code.equals(toldRefusal);
        if (news) {
            toldRefusal = code;
        }
        return news;
    }
}
