import type { BrowserContext } from 'playwright-core'
import { expect } from 'vitest'

/** Watches all windows of a browser context for what should never happen. */
export interface PageErrors {
  /** What was seen so far, a sentence each. */
  complaints: () => string[]
  /** From now on, what matches is no complaint: for tests that break something on purpose. */
  allow: (pattern: RegExp) => void
  /** Fails the test when there was anything to complain about since it was asked last. */
  expectNone: () => void
}

/**
 * Keeps watch from now on for errors on the console, exceptions, requests that fail, and requests to any other machine
 * than this one.
 */
export function watchPageErrors(context: BrowserContext): PageErrors {
  const complaints: string[] = []
  const allowed: RegExp[] = []

  function complain(sentence: string): void {
    if (!allowed.some(pattern => pattern.test(sentence)))
      complaints.push(sentence)
  }

  function checkHost(address: string): void {
    if (isForeign(address))
      complain(`asked a foreign host: ${address}`)
  }

  context.on('console', (message) => {
    if (message.type() === 'error' || message.text().startsWith('[Vue warn]'))
      complain(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', error => complain(`exception: ${error.error()}`))
  context.on('request', request => checkHost(request.url()))
  context.on('page', page => page.on('websocket', socket => checkHost(socket.url())))
  context.on('response', (response) => {
    if (response.status() >= 400)
      complain(`${response.status()} for ${response.url()}`)
  })
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'failed'
    // A person who leaves a page or stops a run calls its requests off: that is no failure.
    if (reason !== 'net::ERR_ABORTED')
      complain(`${reason} for ${request.url()}`)
  })

  return {
    complaints: () => [...complaints],
    allow: pattern => void allowed.push(pattern),
    expectNone: () => expect(complaints.splice(0), 'nothing to complain about').toEqual([]),
  }
}

/** Whether an address leads to another machine. */
export function isForeign(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return /^(?:https?|wss?):$/.test(protocol) && !/^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}
