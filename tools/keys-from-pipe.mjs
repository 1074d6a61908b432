// Preloaded into a deck that a test has started: what comes through its pipe counts as typed into a terminal.
import process from 'node:process'

Object.assign(process.stdin, { isTTY: true, setRawMode: () => process.stdin })
