import process from 'node:process'

// A test runner that is killed leaves its workers running, and they what they started. A worker that imports this goes
// with its runner; and with the worker go the browser and the deck, each of which hangs on a pipe to it.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
