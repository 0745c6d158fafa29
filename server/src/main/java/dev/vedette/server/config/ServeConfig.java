package dev.vedette.server.config;

import dev.vedette.fault.VedetteException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code vedette.yaml}, whole; everything may be missing.
 *
 * @param web where the page is
 * @param store where everything but clips, pictures and detectors is kept
 * @param events what becomes an event
 * @param retention how long events are kept
 * @param learning what learning may take
 * @param webhook that is told of events
 * @param mqtt broker that events are published to
 * @param email people who are told of events
 * @param footage folders from which the page may take files as cameras
 * @param cameras that the page cannot change
 */
public record ServeConfig(
        Optional<Web> web,
        Optional<Store> store,
        Optional<Events> events,
        Optional<Retention> retention,
        Optional<Learning> learning,
        Optional<Webhook> webhook,
        Optional<Mqtt> mqtt,
        Optional<Email> email,
        Optional<List<String>> footage,
        Optional<List<CameraConfig>> cameras) {
    /** The file that is not there. */
    public static final ServeConfig EMPTY = new ServeConfig(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public ServeConfig {
        List<String> names =
                cameras.orElse(List.of()).stream().map(CameraConfig::name).toList();
        if (new TreeSet<>(names).size() < names.size()) {
            throw VedetteException.badConfiguration("two cameras have the same name: " + String.join(", ", names));
        }
    }

    /**
     * Where the page is.
     *
     * @param host address to listen on; 127.0.0.1 unless given
     * @param port 0..65535, 0 for any that is free; 8080 unless given
     * @param tls for a page over HTTPS
     * @param trustedProxies addresses and networks of reverse proxies, whose word on who asks is believed; nobody's unless given
     */
    public record Web(
            Optional<String> host, Optional<Integer> port, Optional<Tls> tls, Optional<List<String>> trustedProxies) {
        /** The page on this machine alone. */
        public static final Web USUAL = new Web(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        public Web {
            Problems problems = new Problems();
            problems.within("web.port", port, 0, 65_535);
            trustedProxies.orElse(List.of()).forEach(proxy -> Network.problem(proxy)
                    .ifPresent(problem -> problems.add("web.trustedProxies: " + problem)));
            problems.refuse("");
        }

        public String address() {
            return host.orElse("127.0.0.1");
        }

        public int number() {
            return port.orElse(8080);
        }

        public List<Network> proxies() {
            return trustedProxies.orElse(List.of()).stream().map(Network::of).toList();
        }

        /** http or https. */
        public String scheme() {
            return tls.isPresent() ? "https" : "http";
        }

        /** Whether the page is the same, however that is written. */
        public boolean isLike(Web other) {
            return address().equals(other.address())
                    && number() == other.number()
                    && tls.equals(other.tls)
                    && proxies().equals(other.proxies());
        }

        Web withPort(int other) {
            return new Web(host, Optional.of(other), tls, trustedProxies);
        }
    }

    /**
     * What HTTPS needs.
     *
     * @param certificate PEM file, with the certificates between it and one that browsers know
     * @param key PEM file of its private key, PKCS #8 and not encrypted
     */
    public record Tls(String certificate, String key) {}

    /**
     * Where everything but clips, pictures and detectors is kept.
     *
     * @param url of a database of PostgreSQL; a file in the data folder unless given
     * @param key base64 of the 32 bytes that cameras' addresses are sealed with; in a file in the data folder unless given
     */
    public record Store(Optional<String> url, Optional<String> key) {
        private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{43}=");

        public Store {
            url.ifPresent(PostgresUrl::of);
            if (key.isPresent() && !KEY.matcher(key.get()).matches()) {
                throw VedetteException.badConfiguration(
                        "store.key is no base64 of 32 bytes: make one with openssl rand -base64 32");
            }
        }

        public Optional<PostgresUrl> postgres() {
            return url.map(PostgresUrl::of);
        }
    }

    /**
     * What becomes an event.
     *
     * @param before seconds of clip before it, 0..60; 5 unless given
     * @param merge seconds of calm that end it, which are also the seconds of clip after it, 1..60; 5 unless given
     * @param coolDown seconds after an event in which only something stronger makes another, 0..3600; 20 unless given
     * @param longest seconds after which an event is cut, 10..3600; 120 unless given
     */
    public record Events(
            Optional<Double> before, Optional<Double> merge, Optional<Double> coolDown, Optional<Double> longest) {
        public Events {
            Problems problems = new Problems();
            problems.within("events.before", before, 0, 60);
            problems.within("events.merge", merge, 1, 60);
            problems.within("events.coolDown", coolDown, 0, 3600);
            problems.within("events.longest", longest, 10, 3600);
            problems.refuse("");
        }
    }

    /**
     * How long events are kept; the oldest that are not protected go first.
     *
     * @param days that an event is kept, 0.01..3650; 30 unless given
     * @param gigabytes that all events may take; 20 unless given
     * @param freeGigabytes that stay free on the disk; 2 unless given
     */
    public record Retention(Optional<Double> days, Optional<Double> gigabytes, Optional<Double> freeGigabytes) {
        public Retention {
            Problems problems = new Problems();
            problems.within("retention.days", days, 0.01, 3650);
            problems.within("retention.gigabytes", gigabytes, 0.01, 1e6);
            problems.within("retention.freeGigabytes", freeGigabytes, 0, 1e6);
            problems.refuse("");
        }
    }

    /**
     * What learning may take.
     *
     * @param hours of buffered footage of network cameras to learn from, 0.05..168; 24 unless given
     * @param threads that learn, 1..256; half of the processors unless given
     * @param preset standard unless given
     * @param effort share of the preset's steps, 0.001..10; 1 unless given
     */
    public record Learning(
            Optional<Double> hours, Optional<Integer> threads, Optional<PresetName> preset, Optional<Double> effort) {
        /** Presets that suit a camera. */
        public enum PresetName {
            standard,
            fast
        }

        public Learning {
            Problems problems = new Problems();
            problems.within("learning.hours", hours, 0.05, 168);
            problems.within("learning.threads", threads, 1, 256);
            problems.within("learning.effort", effort, 0.001, 10);
            problems.refuse("");
        }
    }

    /**
     * An address that events are posted to as JSON.
     *
     * @param url with http:// or https://
     * @param secret that messages are signed with
     */
    public record Webhook(String url, Optional<String> secret) {
        public Webhook {
            Problems problems = new Problems();
            if (!isWeb(url)) {
                problems.add("webhook.url is no address with http:// or https://");
            }
            if (secret.filter(String::isEmpty).isPresent()) {
                problems.add("webhook.secret is empty: give one, or leave it out for messages that are not signed");
            }
            problems.refuse("");
        }
    }

    /**
     * A broker.
     *
     * @param host name or address
     * @param port 1883 unless given
     * @param user where it wants one
     * @param password of the user
     * @param topic that all topics begin with; vedette unless given
     */
    public record Mqtt(
            String host,
            Optional<Integer> port,
            Optional<String> user,
            Optional<String> password,
            Optional<String> topic) {
        public Mqtt {
            Problems problems = new Problems();
            problems.within("mqtt.port", port, 1, 65_535);
            topic.filter(name -> !name.matches("[A-Za-z0-9_/-]{1,100}"))
                    .ifPresent(
                            name -> problems.add("mqtt.topic is '" + name + "', expected letters, digits, _, - and /"));
            problems.refuse("");
        }
    }

    /**
     * Mail.
     *
     * @param host of the mail server
     * @param port 587 unless given, 465 with tls, 25 with none
     * @param security starttls unless given
     * @param user where the server wants one
     * @param password of the user
     * @param from address of the sender
     * @param to addresses
     * @param perHour mails in an hour at most, 1..1000; 10 unless given
     * @param page address of the page that mails lead to, with http:// or https://
     */
    public record Email(
            String host,
            Optional<Integer> port,
            Optional<Security> security,
            Optional<String> user,
            Optional<String> password,
            String from,
            List<String> to,
            Optional<Integer> perHour,
            Optional<String> page) {
        private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@,;\"]+@[^\\s<>@,;\"]+");

        /** How the connection is protected. */
        public enum Security {
            /** Encrypted after a word in the clear; never without. */
            starttls,
            /** Encrypted from the start. */
            tls,
            none
        }

        public Email {
            Problems problems = new Problems();
            problems.within("email.port", port, 1, 65_535);
            problems.within("email.perHour", perHour, 1, 1000);
            if (to.isEmpty()) {
                problems.add("email.to names nobody");
            }
            Stream.concat(Stream.of(from), to.stream())
                    .filter(address -> !ADDRESS.matcher(address).matches())
                    .forEach(address -> problems.add("'" + address + "' is no mail address"));
            page.filter(address -> !isWeb(address))
                    .ifPresent(address -> problems.add("email.page is no address with http:// or https://"));
            problems.refuse("");
            page = page.map(address -> address.replaceFirst("/+$", ""));
        }

        public Security protection() {
            return security.orElse(Security.starttls);
        }

        public int number() {
            return port.orElse(
                    switch (protection()) {
                        case starttls -> 587;
                        case tls -> 465;
                        case none -> 25;
                    });
        }

        public int most() {
            return perHour.orElse(10);
        }
    }

    private static boolean isWeb(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The same with the page at another port. */
    public ServeConfig withPort(int port) {
        return withWeb(webOrUsual().withPort(port));
    }

    /** The same with the page elsewhere. */
    public ServeConfig withWeb(Web moved) {
        return new ServeConfig(
                Optional.of(moved), store, events, retention, learning, webhook, mqtt, email, footage, cameras);
    }

    public Web webOrUsual() {
        return web.orElse(Web.USUAL);
    }

    public Store storeOrUsual() {
        return store.orElse(new Store(Optional.empty(), Optional.empty()));
    }

    public Events eventsOrUsual() {
        return events.orElse(new Events(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    public Retention retentionOrUsual() {
        return retention.orElse(new Retention(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    public Learning learningOrUsual() {
        return learning.orElse(new Learning(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
