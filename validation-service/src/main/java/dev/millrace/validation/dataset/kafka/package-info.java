/** Hears of arrived data. */
@NullMarked
package dev.millrace.validation.dataset.kafka;

import org.jspecify.annotations.NullMarked;
