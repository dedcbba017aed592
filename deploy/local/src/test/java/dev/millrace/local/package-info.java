/** User journeys over the packaged services, each a process of its own. */
package dev.millrace.local;
