package dev.millrace.local.client;

/** How an upload ended, and why. */
public record Ended(Ending ending, Reason reason) {}
