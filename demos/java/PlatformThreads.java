import java.util.ArrayList;
import java.util.List;

public class PlatformThreads {
    public static void main(String[] args) throws InterruptedException {
        // #region show
        var cooks = new ArrayList<Thread>();

        for (var name : List.of("A", "B", "C", "D")) {
            var cook = new Thread(() -> {
                var egg = Kitchen.fryEgg(name);
                System.out.println(egg + " is ready");
            });
            cook.start();
            cooks.add(cook);
        }

        for (var cook : cooks) {
            cook.join();
        }
        // #endregion show
    }
}
