import type { SeenThread } from './supervise.ts'

export function startSampler(pid: number, clock: () => number, tell: (seen: SeenThread[]) => void): () => void
