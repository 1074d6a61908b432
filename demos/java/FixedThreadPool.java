import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

public class FixedThreadPool {
    public static void main(String[] args) throws Exception {
        // #region show
        var cooks = Executors.newFixedThreadPool(2);

        List<Callable<String>> orders = List.of(
            () -> Kitchen.fryEgg("A"),
            () -> Kitchen.fryEgg("B"),
            () -> Kitchen.fryEgg("C"),
            () -> Kitchen.fryEgg("D"));

        var futures = cooks.invokeAll(orders);
        cooks.shutdown();

        for (var future : futures) {
            var egg = future.get();
            System.out.println(egg + " is ready");
        }
        // #endregion show
    }
}
