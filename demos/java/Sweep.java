import java.util.List;
import java.util.stream.IntStream;

public class Sweep {
    static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    static Thread thread(int cook, int cooks) {
        return new Thread(() -> beat(cook + " of " + cooks, 8 / cooks));
    }

    static void beat(String name, int eggs) {
        try (var lane = Kitchen.lane(name)) {
            while (eggs-- > 0) {
                fib(37);
            }
        }
    }

    public static void main(String[] args) throws InterruptedException {
        // #region show
        for (var cooks : List.of(1, 2, 4, 8)) {
            // Each beats 8 / cooks eggs.
            var all = IntStream
                .rangeClosed(1, cooks)
                .mapToObj(i -> thread(i, cooks))
                .toList();

            all.forEach(Thread::start);
            for (var cook : all) {
                cook.join();
            }
        }
        // #endregion show
    }
}
