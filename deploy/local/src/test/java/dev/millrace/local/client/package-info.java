@NullMarked
package dev.millrace.local.client;

import org.jspecify.annotations.NullMarked;
