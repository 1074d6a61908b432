/**
 * What a stranger may send as JSON. Slidev's handlers walk objects by names from the request, so a name of a prototype
 * writes into every object of the process; and they end the process when they meet what is not JSON.
 */

/** Deeper than all that the deck sends; what copies or prints an object further down runs out of stack. */
const MOST_DEPTH = 64

const PROTOTYPE_NAMES = new Set(['__proto__', 'constructor', 'prototype'])

/** Why a request is refused, in a sentence; nothing when all is well. */
export type Complaint = string | undefined

export function isPrototypeName(name: string): boolean {
  return PROTOTYPE_NAMES.has(name)
}

/** Reads JSON; answers with the value or with what is wrong. Walks without recursion, whatever the depth. */
export function readJson(text: string): { value: unknown } | { wrong: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  }
  catch {
    return { wrong: 'The body is not JSON.' }
  }
  const wrong = complainAbout(value)
  return wrong === undefined ? { value } : { wrong }
}

function complainAbout(value: unknown): Complaint {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_DEPTH)
      return `The body is nested more than ${MOST_DEPTH} levels deep.`
    const next: unknown[] = []
    for (const one of level) {
      if (typeof one !== 'object' || one === null)
        continue
      for (const name of Object.keys(one)) {
        if (isPrototypeName(name))
          return `The body has a field called ${name}, and no data of the deck has one.`
        next.push((one as Record<string, unknown>)[name])
      }
    }
    level = next
  }
  return undefined
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
