/** What is listed of routes and alerts, in the document store. */
@NullMarked
package dev.millrace.monitoring.routing.mongo;

import org.jspecify.annotations.NullMarked;
