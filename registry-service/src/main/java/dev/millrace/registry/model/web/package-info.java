/** Models over HTTP. */
@NullMarked
package dev.millrace.registry.model.web;

import org.jspecify.annotations.NullMarked;
