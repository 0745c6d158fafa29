/** What a run leaves behind to be read: CSV, JSON, pictures and one HTML page. Entry type: {@link dev.vedette.cli.report.ReportPage}. */
@NullMarked
package dev.vedette.cli.report;

import org.jspecify.annotations.NullMarked;
