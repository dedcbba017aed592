@NullMarked
package dev.millrace.messaging.jobs;

import org.jspecify.annotations.NullMarked;
