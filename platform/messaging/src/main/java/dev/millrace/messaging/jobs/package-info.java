/** Long work outside listeners: claimed with a fence, shown to be alive by a heartbeat. */
@NullMarked
package dev.millrace.messaging.jobs;

import org.jspecify.annotations.NullMarked;
