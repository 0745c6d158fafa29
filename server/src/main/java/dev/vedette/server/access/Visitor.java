package dev.vedette.server.access;

import java.util.Optional;

/**
 * Somebody who has shown who they are.
 *
 * @param csrf what the browser must say when it changes something; empty for a program with a token
 */
public record Visitor(String name, Role role, Optional<String> csrf) {}
