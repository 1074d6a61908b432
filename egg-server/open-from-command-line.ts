import type { Kitchen } from './app.ts'
import type { ListenError } from './listen.ts'
import { createServer } from 'node:http'
import process from 'node:process'
import { nextFree } from './listen.ts'
import { startKitchen } from './node.ts'
import { helpFor, readCommand } from './options.ts'
import { findPortHolder } from './port-holder.ts'

interface Entry {
  /** What is typed for this. */
  typed: string
  version: string
  /** Shows what goes on there, for as long as it is open; gives how that is ended. */
  watch?: (kitchen: Kitchen, eggMs: number) => () => void
}

/**
 * Opens a kitchen as the command line says, for as long as this process lasts.
 *
 * Exit 0: closed in good order; 1: could not open; 2: a mistake on the command line. A parent with an IPC channel is
 * sent `{ kind: 'listening', url, port }` or `{ kind: 'failed', message }`, and the kitchen closes when the channel
 * does.
 */
export async function openFromCommandLine(args: string[], { typed, version, watch }: Entry): Promise<void> {
  const command = readCommand(args, typed)
  if (command.kind === 'help')
    return void process.stdout.write(helpFor(typed))
  if (command.kind === 'mistake')
    return fail(command.sentence, 2)
  try {
    const deckPort = Number(process.env.KITCHEN_DECK_PORT) || undefined
    const { url, port, kitchen, close } = await startKitchen({ ...command, version, deckPort })
    console.log(`The kitchen is open at ${url}; an egg takes ${command.ms} ms. Try: curl ${url.replace('http://', '')}/A`)
    const end = watch?.(kitchen, command.ms)
    closeOnSignal(async () => {
      await close()
      end?.()
    })
    process.send?.({ kind: 'listening', url, port })
  }
  catch (error) {
    // The deck opens the kitchen by another command.
    fail(await explain(error as ListenError, command.port, command.host, process.env.KITCHEN_COMMAND ?? `${typed} --port`), 1)
  }
}

/** The first signal closes in good order, the second one at once. A parent that is gone counts as a signal. */
function closeOnSignal(close: () => Promise<void>): void {
  let signals = 0
  async function onSignal(): Promise<void> {
    if (++signals > 1)
      process.exit(0)
    await close()
    process.exit(0)
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  if (process.send)
    process.on('disconnect', onSignal)
}

async function explain(error: ListenError, port: number, host: string, choose: string): Promise<string> {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by ${await findPortHolder(port)}. Choose another port: ${choose} ${await nextFree(createServer, port + 1, host)}`
    case 'EACCES':
      return `This user may not open port ${port}. Choose one from 1024 up: ${choose} 3001`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine. Leave --host out, or give one that is.`
    default:
      return `The kitchen could not open: ${error.message}`
  }
}

function fail(message: string, code: number): void {
  process.exitCode = code
  // A parent that is told will tell.
  if (process.env.KITCHEN_COMMAND === undefined || !process.send)
    console.error(message)
  if (!process.send)
    return
  // The channel would keep the process alive; it is let go once the message is out.
  process.send({ kind: 'failed', message }, () => process.disconnect())
}
