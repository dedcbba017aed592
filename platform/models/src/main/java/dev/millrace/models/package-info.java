/** The model package: what training writes, the registry judges, serving runs and monitoring compares with. */
@NullMarked
package dev.millrace.models;

import org.jspecify.annotations.NullMarked;
