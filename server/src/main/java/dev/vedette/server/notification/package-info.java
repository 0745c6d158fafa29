/** Others told of events. Entry type: {@link dev.vedette.server.notification.Courier}. */
@NullMarked
package dev.vedette.server.notification;

import org.jspecify.annotations.NullMarked;
