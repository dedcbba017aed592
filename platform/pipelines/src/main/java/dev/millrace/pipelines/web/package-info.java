/** Specifications over HTTP, the same in every service that takes them. */
@NullMarked
package dev.millrace.pipelines.web;

import org.jspecify.annotations.NullMarked;
