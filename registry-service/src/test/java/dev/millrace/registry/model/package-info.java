@NullMarked
package dev.millrace.registry.model;

import org.jspecify.annotations.NullMarked;
