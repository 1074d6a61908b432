import type { Demo } from '../../demos/catalogue.ts'

/** Whether a demo can run on this machine, and if not, why: a few words that follow "no:". */
export type Runnable = { can: true } | { can: false, why: string }

/** JavaScript runs wherever this runs. */
export function canRun({ language }: Pick<Demo, 'language'>): Runnable {
  return language === 'javascript' ? { can: true } : { can: false, why: `nothing here runs ${language} yet` }
}
