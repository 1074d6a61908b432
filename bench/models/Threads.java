import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** N eggs, a thread each: java Threads platform N, or java Threads virtual N. */
public class Threads {
    private static final URI KITCHEN =
            URI.create(System.getenv().getOrDefault("KITCHEN_URL", "http://127.0.0.1:3001"));

    private static boolean fry(int i) {
        try (var egg = new Socket(KITCHEN.getHost(), KITCHEN.getPort())) {
            var order = "GET " + KITCHEN.getPath() + "/E" + i + " HTTP/1.1\r\nHost: " + KITCHEN.getAuthority()
                    + "\r\nConnection: close\r\n\r\n";
            egg.getOutputStream().write(order.getBytes(StandardCharsets.US_ASCII));
            var reply = new String(egg.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return reply.startsWith("HTTP/1.1 200 ");
        } catch (IOException e) {
            return false;
        }
    }

    public static void main(String[] args) throws Exception {
        var kind = args[0].equals("virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
        var eggs = Integer.parseInt(args[1]);
        var failed = new AtomicInteger();

        var began = System.nanoTime();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < eggs; i++) {
            var egg = i;
            try {
                threads.add(kind.start(() -> {
                    if (!fry(egg)) {
                        failed.incrementAndGet();
                    }
                }));
            } catch (OutOfMemoryError e) {
                // What the JVM says when there are no more threads.
                failed.incrementAndGet();
            }
        }
        for (var thread : threads) {
            thread.join();
        }
        var ms = (System.nanoTime() - began) / 1e6;

        System.out.println("{\"eggs\":" + eggs + ",\"ms\":" + ms + ",\"failed\":" + failed + "}");
        // Whoever measures looks at this process once more before it ends.
        System.in.readAllBytes();
    }
}
