package dev.millrace.local.chaos;

/**
 * What can be known about a stack from outside.
 *
 * @param events every record of every topic, from the first on
 * @param calls what clients asked for; empty where the stack was not driven from here
 */
record Observation(EventLog events, StackApi api, CallLog calls) {}
