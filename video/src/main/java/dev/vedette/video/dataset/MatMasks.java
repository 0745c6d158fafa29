package dev.vedette.video.dataset;

import dev.vedette.evaluation.PixelMask;
import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Matrix;

/**
 * Masks of a video in a MATLAB file (format 5 to 7): a cell array {@code volLabel} with one matrix [height, width] for each
 * frame, abnormal where it is not 0. The file is one compressed block, so it is in memory while its masks are open.
 */
final class MatMasks implements Masks {
    private static final String VARIABLE = "volLabel";
    private final Path file;
    private final FrameLabels labels;

    private MatMasks(Path file, FrameLabels labels) {
        this.file = file;
        this.labels = labels;
    }

    /** Reads the file once, for the labels. */
    static MatMasks of(Path file) {
        Cell cells = cells(file);
        boolean[] abnormal = new boolean[cells.getNumElements()];
        for (int frame = 0; frame < abnormal.length; frame++) {
            abnormal[frame] = any(matrix(file, cells, frame));
        }
        return new MatMasks(file, FrameLabels.of(abnormal, file.toString()));
    }

    /** Frames with an abnormal pixel. */
    FrameLabels labels() {
        return labels;
    }

    @Override
    public int frames() {
        return labels.frames().orElseThrow();
    }

    @Override
    public MaskSource open() {
        Cell cells = cells(file);
        return new FrameMasks(file.toString(), frames(), frame -> mask(file, cells, frame)).open();
    }

    private static Cell cells(Path file) {
        try {
            Array variable = Mat5.readFromFile(file.toFile()).getArray(VARIABLE);
            if (variable instanceof Cell cells) {
                return cells;
            }
            throw unusable(file, VARIABLE + " is no cell array", null);
        } catch (IOException | RuntimeException e) {
            throw unusable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static Matrix matrix(Path file, Cell cells, int frame) {
        if (cells.get(frame) instanceof Matrix matrix) {
            return matrix;
        }
        throw unusable(file, "cell " + (frame + 1) + " of " + VARIABLE + " is no matrix of numbers", null);
    }

    private static boolean any(Matrix matrix) {
        int count = matrix.getNumElements();
        for (int i = 0; i < count; i++) {
            if (matrix.getDouble(i) != 0) {
                return true;
            }
        }
        return false;
    }

    private static PixelMask mask(Path file, Cell cells, int frame) {
        Matrix matrix = matrix(file, cells, frame);
        int height = matrix.getNumRows();
        int width = matrix.getNumCols();
        boolean[] abnormal = new boolean[height * width];
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                abnormal[y * width + x] = matrix.getDouble(y, x) != 0;
            }
        }
        return new PixelMask(width, height, abnormal);
    }

    private static VedetteException unusable(Path file, String found, @Nullable Throwable cause) {
        String message =
                file + " is unusable (" + found + "); expected a MATLAB file (not of version 7.3) with a cell array "
                        + VARIABLE + " of one mask for each frame: copy it again";
        return new VedetteException(VedetteException.Category.BAD_INPUT, message, cause);
    }
}
