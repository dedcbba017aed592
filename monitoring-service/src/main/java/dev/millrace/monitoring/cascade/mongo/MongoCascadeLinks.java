package dev.millrace.monitoring.cascade.mongo;

import dev.millrace.monitoring.cascade.CascadeLinks;
import dev.millrace.monitoring.retention.Retained;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** How cascades refer to each other, as documents. */
@Component
class MongoCascadeLinks implements CascadeLinks, Retained {

    private final RunDocuments runs;
    private final ApprovalDocuments approvals;

    MongoCascadeLinks(RunDocuments runs, ApprovalDocuments approvals) {
        this.runs = runs;
        this.approvals = approvals;
    }

    @Override
    public void runStarted(String project, String runId, String cascadeId, Instant at) {
        runs.save(new RunDocument(id(project, runId), cascadeId, at));
    }

    @Override
    public Optional<String> cascadeOfRun(String project, String runId) {
        return runs.findById(id(project, runId)).map(RunDocument::cascadeId);
    }

    @Override
    public void approved(String project, String pipeline, NewestApproval approval) {
        boolean stored;
        do {
            stored = stored(id(project, pipeline), approval);
        } while (!stored);
    }

    /** False where another approval was stored meanwhile: which of the two is newer has to be decided again. */
    private boolean stored(String id, NewestApproval approval) {
        var known = approvals.findById(id);
        if (known.filter(document -> document.approval().generation() >= approval.generation())
                .isPresent()) {
            return true;
        }
        try {
            approvals.save(new ApprovalDocument(
                    id, approval, known.map(ApprovalDocument::version).orElse(null)));
            return true;
        } catch (OptimisticLockingFailureException | DuplicateKeyException met) {
            return false;
        }
    }

    @Override
    public Optional<NewestApproval> newestApproval(String project, String pipeline) {
        return approvals.findById(id(project, pipeline)).map(ApprovalDocument::approval);
    }

    private static String id(String project, String name) {
        return project + "/" + name;
    }

    @Override
    public int forget(Instant before, int most) {
        var old = runs.findByAtBeforeOrderByAt(before, Limit.of(most));
        runs.deleteAllById(old.stream().map(RunDocument::id).toList());
        return old.size();
    }
}
