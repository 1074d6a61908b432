defmodule Kitchen do
  @moduledoc """
  What every program here is told about its kitchen.
  """

  # How long an egg takes when nothing else is asked
  # for, in milliseconds.
  def egg_time do
    {ms, _} =
      Float.parse(
        System.get_env("EGG_MS", "2000")
      )

    ms
  end

  # An order for an egg that burns after half the
  # time.
  def burning(name),
    do: "#{name}?burn&ms=#{egg_time() / 2}"

  # Orders an egg and waits until it is ready; raises
  # when it burns.
  def fry_egg(order) do
    url = "#{stove()}/#{order}"

    # A connection an egg: a kept one would be shared.
    headers = [{~c"connection", ~c"close"}]

    request =
      {String.to_charlist(url), headers}

    options = [body_format: :binary]

    case :httpc.request(
           :get,
           request,
           [],
           options
         ) do
      {:ok, {{_, 200, _}, _, egg}} ->
        egg

      {:ok, _} ->
        [name | _] = String.split(order, "?")
        raise "#{name} is burnt"

      {:error, reason} ->
        raise "no kitchen: #{inspect(reason)}"
    end
  end

  defp stove do
    System.get_env(
      "KITCHEN_URL",
      "http://localhost:3001"
    )
  end
end

{:ok, _} =
  Application.ensure_all_started(:inets)

# The report of a crash would go to the output; what a
# program shows of it, it prints itself.
:logger.set_primary_config(:level, :none)
