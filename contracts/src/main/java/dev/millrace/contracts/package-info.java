/**
 * The events that the services hand over, and the topics they travel on.
 *
 * <p>Not null-marked: the records are generated, and some of their fields are null by contract.
 */
package dev.millrace.contracts;
