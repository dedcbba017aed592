package dev.millrace.training.learn;

import dev.millrace.artifacts.Digest;

/** The version in service: it is scored on the same test rows as the candidate. */
public record Champion(int version, Digest packageDigest) {}
