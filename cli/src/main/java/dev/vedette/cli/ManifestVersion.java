package dev.vedette.cli;

import picocli.CommandLine.IVersionProvider;

/** Version of this build, from the manifest of its jar. */
final class ManifestVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "vedette " + version(), "Java " + Runtime.version() + " on " + System.getProperty("os.name") + " " + arch()
        };
    }

    static String version() {
        String version = Vedette.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private static String arch() {
        return System.getProperty("os.arch");
    }
}
