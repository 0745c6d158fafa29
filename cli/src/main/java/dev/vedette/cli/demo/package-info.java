/** The demo's street and how well the detector did on it. Entry type: {@link dev.vedette.cli.demo.DemoFootage}. */
@NullMarked
package dev.vedette.cli.demo;

import org.jspecify.annotations.NullMarked;
