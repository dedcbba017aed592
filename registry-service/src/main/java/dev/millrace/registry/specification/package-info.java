/** The texts of specifications by digest, shared by what applies them and what judges by them. */
@NullMarked
package dev.millrace.registry.specification;

import org.jspecify.annotations.NullMarked;
