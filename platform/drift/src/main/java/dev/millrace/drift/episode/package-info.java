/** When windows agree that something is wrong: an episode that is told once, and again only while it lasts. */
@NullMarked
package dev.millrace.drift.episode;

import org.jspecify.annotations.NullMarked;
