/** Named faults: one exception with a category. Entry type: {@link dev.vedette.fault.VedetteException}. */
@NullMarked
package dev.vedette.fault;

import org.jspecify.annotations.NullMarked;
