package dev.vedette.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openqa.selenium.support.ui.ExpectedConditions.elementToBeClickable;
import static org.openqa.selenium.support.ui.ExpectedConditions.invisibilityOfElementLocated;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBePresentInElementLocated;
import static org.openqa.selenium.support.ui.ExpectedConditions.visibilityOfElementLocated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.frame.Image;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.store.StoredEvent.Feedback;
import dev.vedette.video.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page in a real browser. Skipped where there is none (Debian: {@code apt-get install chromium chromium-driver}). */
@Timeout(120)
class PageTest {
    @TempDir
    Path folder;

    private VedetteServer server;
    private ChromeDriver browser;

    @BeforeEach
    void open() throws IOException {
        Optional<Path> chromium = installed("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
        Optional<Path> driver = installed("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");
        assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "no Chromium with its driver is installed: the page is not tested");
        oneEvent();
        server = VedetteServer.start(ServeConfig.EMPTY.withPort(0), folder);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get().toString());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get().toFile())
                        .build(),
                options);
    }

    private static Optional<Path> installed(String... candidates) {
        return Stream.of(candidates).map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** As a server before left it. */
    private void oneEvent() {
        try (Database database = Database.open(folder.resolve("vedette.db"))) {
            EventStore store = new EventStore(database);
            Place place = new Place(0.1, 0.1, 0.3, 0.4);
            long id = store.begin("gate", Optional.empty(), Instant.now(), 3, 1, place);
            store.end(id, Instant.now(), Instant.now(), 3, Optional.of(8.0), place, 1000);
            for (String file : List.of("snapshot.jpg", "heat.jpg")) {
                ImageFiles.writeJpeg(
                        folder.resolve("events").resolve(Long.toString(id)).resolve(file), Image.black(64, 48), 0.8);
            }
        }
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
        }
        if (server != null) {
            server.close();
        }
    }

    private WebElement see(String css) {
        return new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(visibilityOfElementLocated(By.cssSelector(css)));
    }

    private void press(String text) {
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(elementToBeClickable(
                        By.xpath("//*[self::button or self::a][contains(normalize-space(.), '" + text + "')]")))
                .click();
    }

    @Test
    void aNewcomerIsLedFromNothingToAWatchedCameraAndAnEventIsJudged() {
        browser.get("http://127.0.0.1:" + server.port() + "/");
        see("input[type=password]").sendKeys(Client.PASSWORD);
        press("Create account");

        assertThat(see(".empty h2").getText()).isEqualTo("No cameras yet");
        press("Add camera");
        press("Simulated street");
        press("Add and look");
        see(".stage img.ready");
        assertThat(see(".steps li.now").getText()).contains("Learns");
        see(".learning button.primary");

        press("Review");
        assertThat(see("a.event").getText()).contains("gate", "Once a week or rarer");
        see("a.event").click();
        press("This is normal");
        see(".judge[aria-pressed=true]");
        assertThat(see(".judges + p").getText()).contains("held down until the camera is learned again");
        assertThat(see("dl").getText()).contains("Once a week or rarer");

        press("Log out");
        see("input[name=name]").sendKeys("admin");
        see("input[type=password]").sendKeys("wrong password");
        press("Log in");
        assertThat(see(".toast.bad").getText()).contains("wrong");

        assertNoComplaints();
        server.close();
        try (Database database = Database.open(folder.resolve("vedette.db"))) {
            assertThat(new EventStore(database).find(1).orElseThrow().feedback())
                    .contains(Feedback.normal);
        }
    }

    private void assertNoComplaints() {
        assertThat(browser.manage().logs().get("browser").getAll().stream()
                        .map(LogEntry::getMessage)
                        .filter(message -> !message.contains("401") && !message.contains("scores.json")))
                .as("what the browser complains about")
                .isEmpty();
    }

    /** A simulated street, at whose page an administrator is. */
    private Client atTheStreet() {
        Client client = new Client(server.port()).setUp();
        client.post("/api/cameras", "{\"name\": \"street\", \"address\": \"street:\", \"rate\": 5}");
        logIn("/camera/street");
        see(".stage img.ready");
        return client;
    }

    private Client administrator(String view) {
        Client client = new Client(server.port()).setUp();
        logIn(view);
        return client;
    }

    private void logIn(String view) {
        browser.get("http://127.0.0.1:" + server.port() + "/#" + view);
        see("input[name=name]").sendKeys("admin");
        see("input[type=password]").sendKeys(Client.PASSWORD);
        press("Log in");
    }

    @Test
    void aNetworkCameraIsAddedByItsAddress() {
        Client client = administrator("/add");

        press("USB camera");
        press("Network camera");
        see("input[name=name]").clear();
        see("input[name=name]").sendKeys("yard");
        see("input[name=address]").sendKeys("user:secret@127.0.0.1:1/stream");
        press("Add and look");
        see(".stage");

        assertThat(see("aside").getText()).contains("rtsp://127.0.0.1:1/stream");
        assertThat(see(".stage + .fault").getText()).contains("The camera does not answer");
        assertThat(client.read("/api/cameras/yard").path("kind").asText()).isEqualTo("RTSP");
        assertNoComplaints();
    }

    @Test
    void enterInAFormDoesWhatTheFormIsFor() {
        Client client = administrator("/settings");

        for (String label : List.of("first", "second")) {
            see("input[name=label]").sendKeys(label + Keys.ENTER);
            see("[aria-label='Remove " + label + "']");
        }

        assertThat(client.read("/api/tokens")).hasSize(2);
        assertNoComplaints();
    }

    @Test
    void filtersThatFindNothingLeadBackToAllEvents() {
        administrator("/review?feedback=good");

        assertThat(see(".empty").getText()).contains("No such events");
        assertThat(browser.findElements(By.cssSelector(".mark-event"))).isEmpty();
        press("All events");
        see("a.event");
        see(".mark-event");
        assertThat(browser.findElement(By.cssSelector(".empty")).isDisplayed()).isFalse();
        assertNoComplaints();
    }

    @Test
    void spacePressesTheButtonThatHasTheFocusAlsoBesideAClip() throws IOException {
        Files.writeString(
                folder.resolve("events").resolve("1").resolve("scores.json"),
                "{\"threshold\": 1, \"scores\": [{\"score\": 0.5}, {\"score\": 3}]}");
        administrator("/event/1");
        see("video");

        see(".judge:first-child").sendKeys(Keys.SPACE);

        see(".judge:first-child[aria-pressed=true]");
    }

    /** Clicks at shares of the picture's width and height. */
    private void click(WebElement board, double... places) {
        Actions actions = new Actions(browser);
        for (int i = 0; i < places.length; i += 2) {
            int x = (int) Math.round((places[i] - 0.5) * board.getSize().getWidth());
            int y = (int) Math.round((places[i + 1] - 0.5) * board.getSize().getHeight());
            actions.moveToElement(board, x, y).click();
        }
        actions.perform();
    }

    @Test
    void zonesAreDrawnOnThePictureWithMouseAndKeyboard() {
        Client client = atTheStreet();

        press("Zones");
        press("Ignore a place");
        WebElement board = see("svg.board");
        new Actions(browser).scrollToElement(board).perform();
        click(board, 0.3, 0.2, 0.6, 0.2, 0.6, 0.7, 0.3, 0.7, 0.3, 0.2);
        see(".chips button[aria-pressed=true]");
        press("Undo");
        press("Close zone");
        browser.findElement(By.xpath("//button[contains(., 'Watch only a place')]"))
                .sendKeys(Keys.ENTER);
        browser.switchTo().activeElement().sendKeys(Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_UP);
        press("Save zones");
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(textToBePresentInElementLocated(By.cssSelector("aside"), "1 ignored, 1 watched"));

        JsonNode zones = client.read("/api/cameras/street").path("zones");
        assertThat(zones.path(0).path("kind").asText()).isEqualTo("ignored");
        assertThat(zones.path(0).path("corners")).hasSize(4);
        assertThat(zones.path(0).path("corners").path(2).path("x").asDouble()).isCloseTo(0.6, within(0.02));
        assertThat(zones.path(0).path("corners").path(2).path("y").asDouble()).isCloseTo(0.7, within(0.02));
        assertThat(zones.path(1).path("kind").asText()).isEqualTo("watched");
        assertThat(zones.path(1).path("corners").path(0).path("x").asDouble()).isCloseTo(0.33, within(1e-6));
        assertThat(zones.path(1).path("corners").path(0).path("y").asDouble()).isCloseTo(0.34, within(1e-6));
        assertThat(browser.findElements(By.cssSelector(".stage .zone"))).hasSize(2);

        // Another day, so that the camera's state changes at once.
        String day = LocalDate.now()
                .plusDays(3)
                .getDayOfWeek()
                .name()
                .substring(0, 3)
                .toLowerCase(Locale.ROOT);
        client.post(
                "/api/cameras/street/schedule",
                "{\"schedule\": {\"hours\": [{\"days\": [\"" + day + "\"], \"from\": \"10:00\", \"to\": \"11:00\"}]}}");
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(textToBePresentInElementLocated(By.cssSelector(".hours-card"), "Not on watch until"));
        press("Zones");
        see(".chips button");
        assertThat(browser.findElements(By.cssSelector(".chips button")))
                .as("zones in the editor when it is opened again")
                .hasSize(2);
        assertNoComplaints();
    }

    @Test
    void skippingToTheContentStaysAtTheView() {
        administrator("/settings");
        see("input[name=label]");

        browser.executeScript("document.querySelector('a.skip').focus()");
        browser.switchTo().activeElement().sendKeys(Keys.ENTER);

        assertThat(browser.switchTo().activeElement().getAttribute("id")).isEqualTo("main");
        assertThat(browser.getCurrentUrl()).endsWith("#/settings");
        assertThat(see("#main h1").getText()).isEqualTo("Settings");
    }

    private static String tab(boolean hidden) {
        return "Object.defineProperty(document, 'hidden', {configurable: true, value: " + hidden + "});"
                + "document.dispatchEvent(new Event('visibilitychange'));";
    }

    @Test
    void aTabInTheBackgroundLeavesItsConnectionToOthersAndIsUpToDateWhenItIsSeenAgain() {
        Client client = administrator("/");
        see(".empty");

        // With the page's own these are as many as a browser has for a server.
        Object status = browser.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "window.others = [1, 2, 3, 4, 5].map(() => new EventSource('/api/live'));"
                + tab(true)
                + "fetch('/health').then((answer) => done(answer.status));");
        assertThat(status).isEqualTo(200L);

        client.post("/api/cameras", "{\"name\": \"street\", \"address\": \"street:\", \"rate\": 5}");
        browser.executeScript("window.others.forEach((other) => other.close());" + tab(false));
        see("a.camera .picture.ready");
    }

    @Test
    void camerasThatAreAddedAndRemovedElsewhereComeAndGo() {
        Client client = administrator("/");
        see(".empty");

        client.post("/api/cameras", "{\"name\": \"street\", \"address\": \"street:\", \"rate\": 5}");
        see("a.camera .picture.ready");
        client.post("/api/cameras", "{\"name\": \"other\", \"address\": \"street:\", \"rate\": 5}");
        see("a.camera[href='#/camera/other'] .picture.ready");

        client.delete("/api/cameras/street");
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(invisibilityOfElementLocated(By.cssSelector("a.camera[href='#/camera/street']")));
        see("a.camera[href='#/camera/other'] .picture.ready");
        client.delete("/api/cameras/other");
        assertThat(see(".empty h2").getText()).isEqualTo("No cameras yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/review"})
    void whoseSessionEndsIsLedToTheLogin(String view) {
        Client client = new Client(server.port()).setUp();
        client.post("/api/cameras", "{\"name\": \"street\", \"address\": \"street:\", \"rate\": 5}");
        logIn(view);
        see("#main section");

        client.post("/api/password", "{\"old\": \"" + Client.PASSWORD + "\", \"password\": \"another long password\"}");

        see("input[type=password]");
    }

    @Test
    void hoursAreSetAndSurviveAChangeOfTheCamera() {
        Client client = atTheStreet();

        press("Set hours");
        for (String day : List.of("mon", "tue", "wed", "thu", "fri")) {
            see(".hours [data-day=" + day + "]").click();
        }
        see(".hours [data-day=sun]").click();
        new Select(see("select[name=zone]")).selectByValue("Pacific/Kiritimati");
        press("Save hours");
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(textToBePresentInElementLocated(By.cssSelector(".hours-card"), "18:00–08:00 the next day"));
        assertThat(see(".hours-card").getText()).contains("Sun", "n watch until", "Pacific/Kiritimati");

        see("a[href='#/edit/street']").click();
        see("details summary").click();
        see("input[name=rate]").clear();
        see("input[name=rate]").sendKeys("4");
        press("Save");
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(textToBePresentInElementLocated(By.cssSelector("aside"), "of 4 frames"));

        JsonNode schedule = client.read("/api/cameras/street").path("schedule");
        assertThat(schedule.path("timeZone").asText()).isEqualTo("Pacific/Kiritimati");
        assertThat(schedule.path("hours")).hasSize(1);
        assertThat(schedule.path("hours").path(0).path("days")).hasSize(1);
        assertNoComplaints();
    }
}
