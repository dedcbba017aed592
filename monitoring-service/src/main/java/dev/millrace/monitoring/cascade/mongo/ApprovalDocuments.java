package dev.millrace.monitoring.cascade.mongo;

import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of newest approvals. */
interface ApprovalDocuments extends MongoRepository<ApprovalDocument, String> {}
