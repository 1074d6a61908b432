import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** What every program here is told about its kitchen. */
final class Kitchen {
    private static final String STOVE =
            System.getenv().getOrDefault("KITCHEN_URL", "http://localhost:3001");

    /** How long an egg takes when nothing else is asked for, in milliseconds. */
    static final double EGG_MS =
            Double.parseDouble(System.getenv().getOrDefault("EGG_MS", "2000"));

    // The kitchen speaks HTTP/1.1; the default would ask it to change to HTTP/2.
    private static final HttpClient client =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    /** An egg that is no longer fit to eat. */
    static final class BurntEgg extends RuntimeException {
        BurntEgg(String message) {
            super(message);
        }
    }

    /** An order for an egg that burns after half the time. */
    static String burning(String name) {
        return name + "?burn&ms=" + EGG_MS / 2;
    }

    /**
     * Orders an egg and blocks its thread until it is ready. Hangs up when the thread is interrupted.
     *
     * @throws BurntEgg when it burns
     * @throws CancellationException when the thread is interrupted
     */
    static String fryEgg(String order) {
        var request = HttpRequest.newBuilder(URI.create(STOVE + "/" + order)).build();
        try {
            var reply = client.send(request, BodyHandlers.ofString());
            if (reply.statusCode() != 200) {
                throw new BurntEgg(order.split("\\?")[0] + " is burnt");
            }
            return reply.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException(order + " is called off");
        }
    }

    /** Reports that a task works from here on, and, when it is closed, that it ends. */
    static Lane lane(String task) {
        report("start", task);
        return () -> report("end", task);
    }

    /** A task that the program itself reports. */
    interface Lane extends AutoCloseable {
        @Override
        void close();
    }

    private static void report(String kind, String task) {
        var step = "{\"kind\":\"%s\",\"task\":\"%s\",\"work\":true,\"at\":%d.%06d%s}";
        var now = System.nanoTime();
        System.out.println(step.formatted(kind, task, now / 1_000_000, now % 1_000_000, thread()));
    }

    /** This thread by the number that the system knows it by, where the system shows it. */
    private static String thread() {
        try {
            return ",\"thread\":" + Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
        } catch (IOException e) {
            return "";
        }
    }

    private Kitchen() {}
}
