/** How fast this machine is. Entry type: {@link dev.vedette.cli.benchmark.StageSpeeds}. */
@NullMarked
package dev.vedette.cli.benchmark;

import org.jspecify.annotations.NullMarked;
