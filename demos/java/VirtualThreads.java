import static java.lang.Thread.startVirtualThread;

import java.util.ArrayList;
import java.util.List;

public class VirtualThreads {
    public static void main(String[] args) throws InterruptedException {
        // #region show
        var cooks = new ArrayList<Thread>();

        for (var name : List.of("A", "B", "C", "D")) {
            var cook = startVirtualThread(() -> {
                var egg = Kitchen.fryEgg(name);
                System.out.println(egg + " is ready");
            });
            cooks.add(cook);
        }

        for (var cook : cooks) {
            cook.join();
        }
        // #endregion show
    }
}
