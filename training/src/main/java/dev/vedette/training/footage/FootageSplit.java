package dev.vedette.training.footage;

/** Footage in two parts that share no frame. */
public record FootageSplit(Footage training, Footage heldOut) {}
