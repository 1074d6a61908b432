import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Availability } from './available.ts'
import { findToolchain } from './available.ts'

/**
 * Whether a demo can run on this machine; if not, why: a few words that follow "no:", and a sentence how to change
 * that.
 */
export type Runnable = { can: true, process?: Extract<Availability, { can: true }> } | { can: false, why: string, howToGet: string }

/** JavaScript runs wherever this runs; for the others their tools are looked for. */
export async function canRun(demo: Pick<Demo, 'language' | 'needs'>): Promise<Runnable> {
  if (demo.language === 'javascript')
    return { can: true }
  const available = await findToolchain(demo)
  return available.can ? { can: true, process: available } : available
}
