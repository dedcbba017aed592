package dev.millrace.security;

/** What a caller may do; a caller may have several. */
public enum Role {
    /** Read metadata, predict. */
    VIEWER,
    /** Upload data, apply specifications. */
    DATA_ENGINEER,
    /** Start and cancel runs. */
    TRAINER,
    /** Approve and reject versions. */
    APPROVER,
    /** Promote and roll back. */
    DEPLOYER,
    /** Read the audit of the project. */
    AUDITOR,
    /** Parked records, also those that belong to no project; cannot approve. */
    ADMIN
}
