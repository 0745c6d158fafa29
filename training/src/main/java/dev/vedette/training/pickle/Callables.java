package dev.vedette.training.pickle;

import dev.vedette.fault.VedetteException;
import dev.vedette.training.pickle.Pickled.Dict;
import dev.vedette.training.pickle.Pickled.Global;
import dev.vedette.training.pickle.Pickled.Placeholder;
import dev.vedette.training.pickle.Pickled.Storage;
import dev.vedette.training.pickle.Pickled.StoredTensor;
import dev.vedette.training.pickle.Pickled.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a pickle may ask for. In Python a pickle can import any module and call anything; here nothing is ever imported,
 * called or made, whatever a file says. The rule decides only between reading on and refusing the file by name:
 *
 * <ol>
 *   <li><b>A call</b> is allowed for what is listed here alone: a few of PyTorch's rebuilding functions and ordered
 *       dictionaries, which have own counterparts, and constructors of plain data (NumPy scalars, paths, dates, name
 *       spaces, configurations), which give a {@link Placeholder}. Any other call asks for code: refused.
 *   <li><b>An empty object</b> of a class, made without calling its constructor, and filled with data, is how
 *       configurations and the like of other people's programs are stored: a {@link Placeholder}, whatever the class.
 *   <li><b>Naming</b> something of a Python module that runs programs, opens files or the network, or evaluates text is
 *       refused already, since no weights need it.
 * </ol>
 */
final class Callables {
    /** Constructors of plain data by module. */
    private static final Map<String, Set<String>> DATA = Map.ofEntries(
            Map.entry("builtins", BuiltIns.DATA),
            Map.entry("__builtin__", BuiltIns.DATA),
            Map.entry("collections", Set.of("defaultdict", "Counter", "deque")),
            Map.entry("_codecs", Set.of("encode")),
            Map.entry("copyreg", Set.of("_reconstructor")),
            Map.entry("copy_reg", Set.of("_reconstructor")),
            Map.entry("argparse", Set.of("Namespace")),
            Map.entry("types", Set.of("SimpleNamespace")),
            Map.entry(
                    "pathlib",
                    Set.of("Path", "PosixPath", "WindowsPath", "PurePath", "PurePosixPath", "PureWindowsPath")),
            Map.entry("datetime", Set.of("datetime", "date", "time", "timedelta", "timezone")),
            Map.entry("decimal", Set.of("Decimal")),
            Map.entry("numpy", Set.of("dtype", "ndarray")),
            Map.entry("numpy.core.multiarray", Set.of("scalar", "_reconstruct")),
            Map.entry("numpy._core.multiarray", Set.of("scalar", "_reconstruct")),
            Map.entry("numpy.core.numeric", Set.of("_frombuffer")),
            Map.entry("numpy._core.numeric", Set.of("_frombuffer")),
            Map.entry("torch", Set.of("device", "Size", "dtype")),
            Map.entry("torch.serialization", Set.of("_get_layout")),
            Map.entry("torch._tensor", Set.of("_rebuild_from_type_v2")));

    /** Modules of Python that no weights need and whose functions do things. */
    private static final Set<String> RUNNING = Set.of(
            ("os posix nt sys subprocess commands popen2 pty shutil socket ssl importlib imp runpy pkgutil zipimport "
                            + "pickle _pickle cPickle marshal shelve code codeop ast timeit pdb bdb cProfile "
                            + "ctypes _ctypes cffi mmap signal threading _thread multiprocessing concurrent asyncio "
                            + "http urllib urllib2 httplib requests ftplib smtplib telnetlib poplib imaplib xmlrpc "
                            + "webbrowser platform tempfile io _io operator _operator functools inspect gc atexit "
                            + "distutils setuptools pip venv ensurepip pydoc sqlite3 tkinter")
                    .split(" "));

    private static final Set<String> STORAGE_MODULES = Set.of("torch", "torch.storage", "torch.cuda");
    private static final String REBUILD = "_rebuild_";

    /** Of a tensor; weights have four or five at most. */
    private static final int MOST_DIMENSIONS = 16;

    /** Of a name that is shown. */
    private static final int LONGEST_NAME = 80;

    private Callables() {}

    /** Built-ins that are data; all others are functions. */
    private static final class BuiltIns {
        static final Set<String> DATA = Set.of(
                "set",
                "frozenset",
                "dict",
                "list",
                "tuple",
                "int",
                "long",
                "float",
                "complex",
                "bool",
                "str",
                "unicode",
                "bytes",
                "bytearray",
                "slice",
                "range",
                "xrange",
                "object",
                "NoneType",
                "Ellipsis");
    }

    static Global named(String module, String name, PickleInput in) {
        Global global = new Global(shown(module), shown(name));
        String root = global.module().split("\\.", 2)[0];
        boolean builtIn = root.equals("builtins") || root.equals("__builtin__");
        if (RUNNING.contains(root) || (builtIn && !BuiltIns.DATA.contains(name))) {
            throw asksForCode(global.qualified(), in);
        }
        return global;
    }

    static Object call(Object called, List<Object> arguments, PickleInput in) {
        if (!(called instanceof Global global)) {
            throw asksForCode("a call of something that it made itself", in);
        }
        if (global.qualified().equals("collections.OrderedDict")) {
            return new Dict();
        }
        if (global.module().equals("torch._utils") && global.name().startsWith(REBUILD)) {
            return rebuilt(global, arguments, in);
        }
        if (DATA.getOrDefault(global.module(), Set.of()).contains(global.name())
                || global.module().startsWith("ml_collections.")) {
            return new Placeholder(global.qualified());
        }
        throw asksForCode(global.qualified(), in);
    }

    static Object instance(Object type, PickleInput in) {
        if (!(type instanceof Global global)) {
            throw in.damaged("makes an object of something that is no class");
        }
        return global.qualified().equals("collections.OrderedDict") ? new Dict() : new Placeholder(global.qualified());
    }

    private static Object rebuilt(Global global, List<Object> arguments, PickleInput in) {
        return switch (global.name().substring(REBUILD.length())) {
            case "tensor", "tensor_v2" -> tensor(arguments, in);
            case "parameter", "parameter_with_state" -> argument(arguments, 0, in);
            default -> new Placeholder(global.qualified());
        };
    }

    /** Arguments: storage, offset, shape, strides; the rest tells about gradients. */
    private static StoredTensor tensor(List<Object> arguments, PickleInput in) {
        if (argument(arguments, 0, in) instanceof Storage storage
                && argument(arguments, 1, in) instanceof Long offset
                && argument(arguments, 2, in) instanceof Tuple shape
                && argument(arguments, 3, in) instanceof Tuple strides) {
            return new StoredTensor(storage, offset, numbers(shape, in), numbers(strides, in));
        }
        throw in.damaged("describes a tensor by the wrong things");
    }

    /**
     * A storage by its persistent name: ("storage", class, key, device, count), in the old format followed by None or
     * (key, offset, count) of a view. The device does not matter here.
     */
    static Storage storage(Tuple name, PickleInput in) {
        List<Object> parts = name.items();
        if (argument(parts, 0, in).equals("storage")
                && argument(parts, 1, in) instanceof Global type
                && STORAGE_MODULES.contains(type.module())
                && argument(parts, 2, in) instanceof String key
                && argument(parts, 4, in) instanceof Long count) {
            long offset = parts.size() > 5
                            && parts.get(5) instanceof Tuple view
                            && argument(view.items(), 1, in) instanceof Long start
                    ? start
                    : 0;
            return new Storage(type.name(), key, offset, count);
        }
        throw in.damaged("names a storage by the wrong things");
    }

    static VedetteException asksForCode(String what, PickleInput in) {
        return VedetteException.badInput(in.name() + " asks to run code (" + what
                + "); Vedette runs nothing from a checkpoint: import a file that was saved with"
                + " torch.save(model.state_dict(), file), from somebody you trust");
    }

    private static Object argument(List<Object> arguments, int index, PickleInput in) {
        if (index >= arguments.size()) {
            throw in.damaged("gives too few arguments");
        }
        return arguments.get(index);
    }

    /** A copy, and so a short one: a pickle can name one long tuple as often as it likes. */
    private static List<Long> numbers(Tuple tuple, PickleInput in) {
        if (tuple.items().size() > MOST_DIMENSIONS) {
            throw in.damaged("has a tensor of more than " + MOST_DIMENSIONS + " dimensions");
        }
        List<Long> numbers = new ArrayList<>();
        for (Object item : tuple.items()) {
            if (!(item instanceof Long number)) {
                throw in.damaged("has something other than whole numbers in a shape");
            }
            numbers.add(number);
        }
        return List.copyOf(numbers);
    }

    /** A name from a file, fit for one line. */
    private static String shown(String name) {
        // Cut first: a file may repeat a name of its own size in every step.
        boolean isLong = name.length() > LONGEST_NAME;
        String cleaned = (isLong ? name.substring(0, LONGEST_NAME) : name).replaceAll("[^\\p{Graph}]", "?");
        return isLong ? cleaned + "…" : cleaned;
    }
}
