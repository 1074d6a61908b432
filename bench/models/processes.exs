# N eggs, an Elixir process each: elixir processes.exs N
defmodule Eggs do
  def fry(%URI{host: host, port: port, path: path}, i) do
    options = [:binary, active: false]

    with {:ok, egg} <- :gen_tcp.connect(String.to_charlist(host), port, options),
         :ok <- :gen_tcp.send(egg, order("#{path}/E#{i}", host, port)),
         "HTTP/1.1 200 " <> _ <- read(egg, "") do
      true
    else
      _ -> false
    end
  end

  defp order(path, host, port),
    do: "GET #{path} HTTP/1.1\r\nHost: #{host}:#{port}\r\nConnection: close\r\n\r\n"

  defp read(egg, reply) do
    case :gen_tcp.recv(egg, 0) do
      {:ok, part} -> read(egg, reply <> part)
      {:error, :closed} -> reply
      {:error, reason} -> reason
    end
  end
end

kitchen = URI.parse(System.get_env("KITCHEN_URL", "http://127.0.0.1:3001"))
eggs = System.argv() |> hd() |> String.to_integer()
cook = self()

began = System.monotonic_time()
for i <- 1..eggs, do: spawn(fn -> send(cook, {:egg, Eggs.fry(kitchen, i)}) end)

failed =
  Enum.count(1..eggs, fn _ ->
    receive do
      {:egg, fried} -> not fried
    end
  end)

ms = System.convert_time_unit(System.monotonic_time() - began, :native, :microsecond) / 1000

IO.puts(~s({"eggs":#{eggs},"ms":#{ms},"failed":#{failed}}))
# Whoever measures looks at this process once more before it ends.
IO.read(:stdio, :line)
