/** The route by which services tell what they refer to. */
@NullMarked
package dev.millrace.artifacts.web;

import org.jspecify.annotations.NullMarked;
