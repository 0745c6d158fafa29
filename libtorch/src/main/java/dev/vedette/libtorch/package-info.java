/**
 * The network as it would be run with PyTorch's C++ library, to compare with. Entry type:
 * {@link dev.vedette.libtorch.LibtorchContender}.
 */
@NullMarked
package dev.vedette.libtorch;

import org.jspecify.annotations.NullMarked;
