import type { Machine } from '../../trace/events.ts'
import { cpus, type } from 'node:os'

const SYSTEMS: Record<string, string> = { Darwin: 'macOS', Windows_NT: 'Windows' }

/** This machine, without what would tell whose it is. */
export function thisMachine(): Machine {
  const cores = cpus()
  return {
    os: SYSTEMS[type()] ?? type(),
    cpu: cores[0]?.model.replace(/\((?:R|TM)\)/g, '').replace(/\s+/g, ' ').trim() || 'unknown',
    cores: cores.length,
  }
}
