// Loaded before a program that the tests start, it ties the program's life to that of the tests: the channel between
// the two closes whichever way the tests end, a kill included.
import process from 'node:process'

process.once('disconnect', () => process.exit())
