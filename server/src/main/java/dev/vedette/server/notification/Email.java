package dev.vedette.server.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.watch.EventFolders;
import dev.vedette.server.watch.EventFolders.Part;
import dev.vedette.server.watch.Trouble;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails of events that begin, with their pictures, and of cameras in trouble. After so many mails in an hour the rest waits, and is one mail
 * as soon as there may be another. Thread-safe.
 */
final class Email implements Target {
    private static final Logger LOG = LoggerFactory.getLogger(Email.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KINDS = Set.of("began", "trouble", "well");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String PATIENCE_MILLIS = "10000";
    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_PICTURES = 5;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss zzz", Locale.ENGLISH);

    private final ServeConfig.Email config;
    private final EventFolders folders;
    private final Supplier<Instant> now;
    private final Session session;
    private final Deque<Instant> sent = new ArrayDeque<>();

    Email(ServeConfig.Email config, EventFolders folders, Supplier<Instant> now) {
        this.config = config;
        this.folders = folders;
        this.now = now;
        this.session = Session.getInstance(properties(config));
    }

    private static Properties properties(ServeConfig.Email config) {
        ServeConfig.Email.Security security = config.protection();
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        // Otherwise the name of this machine is looked up, which may take long and seldom leads anywhere.
        properties.setProperty("mail.smtp.localhost", "[127.0.0.1]");
        properties.setProperty("mail.from", config.from());
        properties.setProperty("mail.smtp.host", config.host());
        properties.setProperty("mail.smtp.port", Integer.toString(config.number()));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(security == ServeConfig.Email.Security.tls));
        String starttls = Boolean.toString(security == ServeConfig.Email.Security.starttls);
        properties.setProperty("mail.smtp.starttls.enable", starttls);
        properties.setProperty("mail.smtp.starttls.required", starttls);
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.auth", Boolean.toString(config.user().isPresent()));
        // One who is refused keeps no mail from the others.
        properties.setProperty("mail.smtp.sendpartial", "true");
        for (String step : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.setProperty("mail.smtp." + step, PATIENCE_MILLIS);
        }
        return properties;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public String shown() {
        return "smtp://" + config.host();
    }

    @Override
    public boolean wants(String kind) {
        return KINDS.contains(kind);
    }

    @Override
    public int atOnce() {
        return MOST_AT_ONCE;
    }

    @Override
    public synchronized boolean rests() {
        Instant here = now.get();
        // The clock may have been set back.
        sent.removeIf(mail -> mail.isBefore(here.minus(HOUR)) || mail.isAfter(here));
        return sent.size() >= config.most();
    }

    @Override
    public void send(String body) {
        send(List.of(body));
    }

    @Override
    public synchronized void send(List<String> bodies) {
        List<Line> lines = bodies.stream().map(this::line).toList();
        try {
            Transport.send(
                    mail(lines), config.user().orElse(null), config.password().orElse(null));
        } catch (AuthenticationFailedException e) {
            throw VedetteException.device("the mail server at " + config.host() + " refuses user and password", e);
        } catch (SendFailedException e) {
            requireSomebody(e);
        } catch (MessagingException e) {
            throw refused(e);
        }
        sent.addLast(now.get());
    }

    /** Sent again, a mail would come again to those who have it. */
    private void requireSomebody(SendFailedException e) {
        Address @Nullable [] reached = e.getValidSentAddresses();
        if (reached == null || reached.length == 0) {
            throw refused(e);
        }
        LOG.warn(
                "the mail server at {} refuses {} of {} recipients; the others have the mail",
                config.host(),
                config.to().size() - reached.length,
                config.to().size());
        LOG.debug("where that came from", e);
    }

    private VedetteException refused(MessagingException e) {
        return VedetteException.device(
                "the mail server at " + config.host() + " takes no mail ("
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ")",
                e);
    }

    /**
     * One thing to tell.
     *
     * @param link to the page
     */
    private record Line(String subject, String text, Optional<String> link, Optional<Path> picture) {}

    private Line line(String body) {
        JsonNode message;
        try {
            message = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw VedetteException.internal("a message is no JSON", e);
        }
        String camera = message.path("camera").asText();
        return switch (message.path("kind").asText()) {
            case "began" -> {
                Path picture = folders.file(message.path("event").asLong(), Part.SNAPSHOT);
                yield new Line(
                        camera + ": something unusual",
                        String.format(
                                Locale.ROOT,
                                "Something unusual at camera %s, %s; score %.3g, threshold %.3g",
                                camera,
                                time(message.path("started").asText()),
                                message.path("score").asDouble(),
                                message.path("threshold").asDouble()),
                        config.page().map(page -> page + message.path("page").asText()),
                        Optional.of(picture).filter(Files::isRegularFile));
            }
            case "trouble" -> {
                String what = Trouble.valueOf(message.path("trouble").asText()).text();
                yield new Line(
                        camera + ": " + what,
                        "Camera " + camera + ": " + what + at(message),
                        link(camera),
                        Optional.empty());
            }
            case "well" ->
                new Line(
                        camera + " is well again",
                        "Camera " + camera + " is well again" + at(message),
                        link(camera),
                        Optional.empty());
            default -> new Line("test", message.path("text").asText(), config.page(), Optional.empty());
        };
    }

    private static String at(JsonNode message) {
        return message.has("at") ? ", " + time(message.path("at").asText()) : "";
    }

    private static String time(String instant) {
        return TIME.format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
    }

    private Optional<String> link(String camera) {
        return config.page().map(page -> page + "/#/camera/" + camera);
    }

    private MimeMessage mail(List<Line> lines) throws MessagingException {
        StringBuilder plain = new StringBuilder();
        StringBuilder html = new StringBuilder("<!doctype html><meta charset=\"utf-8\"><body>");
        List<MimeBodyPart> pictures = new ArrayList<>();
        for (Line line : lines) {
            plain.append(line.text()).append('\n');
            line.link().ifPresent(link -> plain.append(link).append('\n'));
            plain.append('\n');
            html.append("<p>").append(escaped(line.text()));
            line.link()
                    .ifPresent(link ->
                            html.append("<br><a href=\"").append(escaped(link)).append("\">See it</a>"));
            html.append("</p>");
            if (line.picture().isPresent() && pictures.size() < MOST_PICTURES) {
                String id = "picture" + pictures.size();
                pictures.add(picture(line.picture().get(), id));
                html.append("<p><img style=\"max-width:100%\" alt=\"\" src=\"cid:")
                        .append(id)
                        .append("\"></p>");
            }
        }
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(config.from()));
        for (String to : config.to()) {
            mail.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
        }
        mail.setSubject(
                "Vedette: " + (lines.size() == 1 ? lines.get(0).subject() : lines.size() + " messages"), "UTF-8");
        mail.setSentDate(Date.from(now.get()));
        // Answers out of office are not wanted.
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setContent(related(alternatives(plain.toString(), html.toString()), pictures));
        return mail;
    }

    private static MimeBodyPart alternatives(String plain, String html) throws MessagingException {
        MimeBodyPart first = new MimeBodyPart();
        first.setText(plain, "UTF-8");
        MimeBodyPart second = new MimeBodyPart();
        second.setText(html, "UTF-8", "html");
        MimeBodyPart both = new MimeBodyPart();
        both.setContent(new MimeMultipart("alternative", first, second));
        return both;
    }

    private static MimeMultipart related(MimeBodyPart text, List<MimeBodyPart> pictures) throws MessagingException {
        MimeMultipart related = new MimeMultipart("related", text);
        for (MimeBodyPart picture : pictures) {
            related.addBodyPart(picture);
        }
        return related;
    }

    private static MimeBodyPart picture(Path file, String id) throws MessagingException {
        try {
            MimeBodyPart part = new MimeBodyPart();
            part.attachFile(file.toFile(), Part.SNAPSHOT.type(), null);
            part.setContentID("<" + id + ">");
            part.setDisposition(MimeBodyPart.INLINE);
            return part;
        } catch (IOException e) {
            throw new MessagingException("a picture does not read", e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
