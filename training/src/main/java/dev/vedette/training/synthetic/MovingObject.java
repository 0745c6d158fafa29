package dev.vedette.training.synthetic;

/** One thing as it is seen in the frames t−3, t and t+3. */
public record MovingObject(Sprite past, Sprite present, Sprite future) {}
