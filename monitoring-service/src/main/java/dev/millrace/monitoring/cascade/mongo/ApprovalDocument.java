package dev.millrace.monitoring.cascade.mongo;

import dev.millrace.monitoring.cascade.CascadeLinks.NewestApproval;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** The newest approval of a pipeline's model; the id is project and pipeline. */
@Document("newest-approvals")
record ApprovalDocument(
        @Id String id,
        NewestApproval approval,
        @Version @Nullable Long version) {}
