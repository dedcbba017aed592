package dev.millrace.messaging.commit;

import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessResourceFailureException;

/** Fixture: documents of which jobs can be had, unless the store is away. */
public final class JobDocuments extends MemoryDocuments {

    public boolean away;

    @Override
    public Optional<AggregateDocument> find(String id) {
        answer();
        return super.find(id);
    }

    @Override
    public Optional<Committed> commit(Change change) {
        answer();
        return super.commit(change);
    }

    @Override
    public List<AggregateDocument> withJob(int limit) {
        answer();
        return super.withJob(limit);
    }

    @Override
    public boolean release(String id, long fence, boolean counted) {
        answer();
        return super.release(id, fence, counted);
    }

    private void answer() {
        if (away) {
            throw new DataAccessResourceFailureException("no answer");
        }
    }
}
