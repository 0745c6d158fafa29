/** The network with gradients, on libtorch. Entry type: {@link dev.vedette.training.torch.TorchNetwork}. */
@NullMarked
package dev.vedette.training.torch;

import org.jspecify.annotations.NullMarked;
