package dev.vedette.training.pickle;

import dev.vedette.fault.VedetteException;
import dev.vedette.training.pickle.Pickled.Dict;
import dev.vedette.training.pickle.Pickled.StoredTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the weights in what was saved: itself a state_dict, or a dictionary that holds one under a usual name. */
final class StateDict {
    private static final List<String> USUAL_NAMES =
            List.of("model", "state_dict", "model_state_dict", "model_state", "net", "network", "weights");

    /** Wrappers around a model leave their name in front of all keys. */
    private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");

    private StateDict() {}

    static Map<String, StoredTensor> find(Object root, String name) {
        if (!(root instanceof Dict dict)) {
            throw VedetteException.badInput(name + " does not hold a dictionary: import a file that was saved with"
                    + " torch.save(model.state_dict(), file)");
        }
        for (String usual : USUAL_NAMES) {
            Optional<Map<String, StoredTensor>> found = tensors(dict.entries().get(usual));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return tensors(dict)
                .orElseThrow(() -> VedetteException.badInput(
                        name + " holds no state_dict, neither itself nor under " + String.join(", ", USUAL_NAMES)
                                + ": import a file that was saved with torch.save(model.state_dict(), file)"));
    }

    private static Optional<Map<String, StoredTensor>> tensors(@Nullable Object value) {
        if (!(value instanceof Dict dict) || dict.entries().isEmpty()) {
            return Optional.empty();
        }
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : dict.entries().entrySet()) {
            if (!(entry.getValue() instanceof StoredTensor tensor)) {
                return Optional.empty();
            }
            tensors.put(entry.getKey(), tensor);
        }
        return Optional.of(unwrapped(tensors));
    }

    private static Map<String, StoredTensor> unwrapped(Map<String, StoredTensor> tensors) {
        Map<String, StoredTensor> result = tensors;
        for (String wrapper : WRAPPERS) {
            if (result.keySet().stream().allMatch(key -> key.startsWith(wrapper))) {
                Map<String, StoredTensor> shorter = new LinkedHashMap<>();
                result.forEach((key, tensor) -> shorter.put(key.substring(wrapper.length()), tensor));
                result = shorter;
            }
        }
        return result;
    }
}
