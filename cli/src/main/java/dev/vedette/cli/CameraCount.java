package dev.vedette.cli;

import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** So many cameras, or as many as the machine sustains. */
record CameraCount(OptionalInt number) {
    static final class Converter implements ITypeConverter<CameraCount> {
        @Override
        public CameraCount convert(String text) {
            if (text.equals("auto")) {
                return new CameraCount(OptionalInt.empty());
            }
            if (!text.matches("[1-9]\\d{0,4}")) {
                throw new TypeConversionException(
                        "'" + text + "' is no number of cameras, expected 1 to 99999, or auto for the largest");
            }
            return new CameraCount(OptionalInt.of(Integer.parseInt(text)));
        }
    }
}
