/** Hears the triggers, and puts decisions into the words of the contract. */
@NullMarked
package dev.millrace.training.run.kafka;

import org.jspecify.annotations.NullMarked;
