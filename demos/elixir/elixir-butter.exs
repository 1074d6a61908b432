Code.require_file("kitchen.exs", __DIR__)

# #region show
{:ok, dish} = Agent.start_link(fn -> 100 end)

cook = fn name ->
  if Agent.get(dish, & &1) >= 80 do
    Kitchen.fry_egg(name)
    take = &{&1 - 80, &1 - 80}
    left = Agent.get_and_update(dish, take)
    IO.puts("#{name} leaves #{left} g")
  end
end

for name <- ["A", "B"] do
  Task.async(fn -> cook.(name) end)
end
|> Task.await_many()

# #endregion show
