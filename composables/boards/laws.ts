/** Two laws that say what more workers, and more requests on their way, can give. */

/**
 * Amdahl: how many times as fast `n` workers are as one, when this share of the work (0 to 1) can be spread over them
 * and the rest cannot.
 */
export function amdahl(parallel: number, n: number): number {
  return 1 / ((1 - parallel) + parallel / n)
}

/** Amdahl's limit: what no number of workers gets above. Infinite only where all of the work can be spread. */
export function amdahlLimit(parallel: number): number {
  return parallel >= 1 ? Infinity : 1 / (1 - parallel)
}

/** Little: how many are in the pan on average, when so many arrive a second and each stays so many seconds. */
export function little(perSecond: number, seconds: number): number {
  return perSecond * seconds
}

/** Little, the other way round: how many a second get through, when at most so many are in the pan at once. */
export function throughput(inPan: number, seconds: number): number {
  return inPan / seconds
}
