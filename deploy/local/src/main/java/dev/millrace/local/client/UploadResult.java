package dev.millrace.local.client;

/**
 * How an upload ended, and why.
 *
 * @param run that learned from it; empty where none made a model
 */
public record UploadResult(UploadOutcome ending, Reason reason, String run) {}
