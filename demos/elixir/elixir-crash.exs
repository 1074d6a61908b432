Code.require_file("kitchen.exs", __DIR__)
orders = ["A", Kitchen.burning("B"), "C", "D"]

# #region show
cook = self()

for order <- orders do
  spawn_monitor(fn ->
    egg = Kitchen.fry_egg(order)
    send(cook, {:ready, egg})
  end)
end

for _ <- orders do
  receive do
    {:ready, egg} ->
      IO.puts("#{egg} is ready")

    {:DOWN, _, :process, _, {error, _}} ->
      IO.puts("down: #{error.message}")
  end
end

# #endregion show
