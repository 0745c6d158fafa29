/** REST, live updates and the page. Entry type: {@link dev.vedette.server.web.WebServer}. */
@NullMarked
package dev.vedette.server.web;

import org.jspecify.annotations.NullMarked;
