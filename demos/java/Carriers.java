import static java.lang.Thread.startVirtualThread;

import java.util.ArrayList;
import java.util.List;

public class Carriers {
    static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    static void beat(String name) {
        try (var lane = Kitchen.lane(name)) {
            fib(42);
        }
    }

    static void fry(String name) {
        System.out.println(Kitchen.fryEgg(name) + " is ready");
    }

    /** No spare one either, which a call of the system would be given. */
    static void useCarriers(int count) {
        for (var name : List.of("parallelism", "maxPoolSize")) {
            System.setProperty("jdk.virtualThreadScheduler." + name, "" + count);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        // #region show
        useCarriers(1);
        var cooks = new ArrayList<Thread>();

        // It computes; the others ask.
        cooks.add(startVirtualThread(
            () -> beat("A")
        ));
        for (var name : List.of("B", "C", "D")) {
            cooks.add(startVirtualThread(
                () -> fry(name)
            ));
        }

        for (var cook : cooks) {
            cook.join();
        }
        // #endregion show
    }
}
