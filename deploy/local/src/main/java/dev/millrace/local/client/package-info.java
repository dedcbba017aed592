/** What the command says to the services, over their public routes. */
@NullMarked
package dev.millrace.local.client;

import org.jspecify.annotations.NullMarked;
