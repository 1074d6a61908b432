Code.require_file("kitchen.exs", __DIR__)

defmodule Dish do
  @moduledoc """
  A process that keeps the butter, and answers a cook
  when the egg is ready.
  """
  use GenServer

  def init(butter), do: {:ok, butter}

  def handle_call({:fry, _}, _, butter)
      when butter < 80 do
    {:reply, "stays raw", butter}
  end

  # #region show
  def handle_call({:fry, name}, cook, butter)
      when butter >= 80 do
    dish = self()

    spawn_link(fn ->
      Kitchen.fry_egg(name)
      send(dish, {:ready, cook})
    end)

    {:noreply, butter}
  end

  def handle_info({:ready, to}, rest) do
    GenServer.reply(to, "#{rest - 80} g left")
    {:noreply, rest - 80}
  end

  # #endregion show
end

{:ok, dish} = GenServer.start_link(Dish, 100)

for name <- ["A", "B"] do
  Task.async(fn ->
    order = {:fry, name}

    answer =
      GenServer.call(dish, order, :infinity)

    IO.puts(answer)
  end)
end
|> Task.await_many(:infinity)
