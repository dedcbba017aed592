/** What people and programs may ask of a service's messaging. */
@NullMarked
package dev.millrace.messaging.web;

import org.jspecify.annotations.NullMarked;
