Code.require_file("kitchen.exs", __DIR__)
names = ["A", "B", "C", "D"]

# #region show
cook = self()

for name <- names do
  spawn_link(fn ->
    egg = Kitchen.fry_egg(name)
    send(cook, {:ready, egg})
  end)
end

for _ <- names do
  receive do
    {:ready, egg} ->
      IO.puts("#{egg} is ready")
  end
end

# #endregion show
