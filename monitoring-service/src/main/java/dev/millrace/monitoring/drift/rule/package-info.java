/** What counts as drift: the rule that each pipeline declares. */
@NullMarked
package dev.millrace.monitoring.drift.rule;

import org.jspecify.annotations.NullMarked;
