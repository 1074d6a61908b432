import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;

public class Deadlock {
    private static final CyclicBarrier ready = new CyclicBarrier(2);

    // #region show
    static void cook(Object a, Object b) {
        synchronized (a) {
            meet();
            synchronized (b) {
                System.out.println("both");
            }
        }
    }

    static void start() {
        var salt = new Object();
        var pepper = new Object();
        Runnable one = () -> cook(salt, pepper);
        Runnable two = () -> cook(pepper, salt);
        new Thread(one, "A").start();
        new Thread(two, "B").start();
    }
    // #endregion show

    private static void meet() {
        try {
            ready.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the two, asks the JDK's own tool about this process, and shows what it has found. */
    public static void main(String[] args) throws IOException, InterruptedException {
        start();
        Thread.sleep(500);
        var jstack = Path.of(System.getProperty("java.home"), "bin", "jstack");
        var pid = String.valueOf(ProcessHandle.current().pid());
        var dump = new ProcessBuilder(jstack.toString(), pid).start();
        var text = new String(dump.getInputStream().readAllBytes());
        System.out.println(text.substring(Math.max(0, text.indexOf("Found one"))));
        System.exit(1);
    }
}
