import java.util.List;
import java.util.concurrent.StructuredTaskScope;

void main() {
    var orders = List.of("A", Kitchen.burning("B"), "C", "D");
    // #region show
    try (var scope = StructuredTaskScope.open()) {
        for (var order : orders) {
            scope.fork(() -> {
                var egg = Kitchen.fryEgg(order);
                IO.println(egg + " is ready");
            });
        }

        scope.join();
    } catch (Exception failed) {
        var burnt = failed.getCause();
        IO.println(burnt.getMessage());
    }
    // #endregion show
}
