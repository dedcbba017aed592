/** Approvals in, deployments out. */
@NullMarked
package dev.millrace.serving.model.kafka;

import org.jspecify.annotations.NullMarked;
