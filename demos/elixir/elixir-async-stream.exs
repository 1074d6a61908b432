Code.require_file("kitchen.exs", __DIR__)

# #region show
["A", "B", "C", "D"]
|> Task.async_stream(
  fn name -> Kitchen.fry_egg(name) end,
  max_concurrency: 2
)
|> Enum.each(fn {:ok, egg} ->
  IO.puts("#{egg} is ready")
end)

# #endregion show
