/** The library in use. Entry types: {@link dev.vedette.examples.ScoreVideo} and {@link dev.vedette.examples.LearnDetector}. */
@NullMarked
package dev.vedette.examples;

import org.jspecify.annotations.NullMarked;
