package dev.vedette.cli;

import dev.vedette.fault.VedetteException;
import dev.vedette.training.recipe.NetworkSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 320x192}. */
final class SizeConverter implements ITypeConverter<NetworkSize> {
    @Override
    public NetworkSize convert(String text) {
        try {
            return NetworkSize.parse(text);
        } catch (VedetteException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
