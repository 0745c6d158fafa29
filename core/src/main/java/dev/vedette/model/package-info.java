/**
 * The network, written once: {@link dev.vedette.model.MaskedAutoencoder} over the operations of {@link dev.vedette.model.Ops}.
 */
@NullMarked
package dev.vedette.model;

import org.jspecify.annotations.NullMarked;
