/** Whether a value is made as another is: of the same kinds, under the same names. */
export function isLike(value: unknown, sample: unknown): boolean {
  if (Array.isArray(sample))
    return Array.isArray(value) && (sample.length === 0 || value.every(item => isLike(item, sample[0])))
  if (typeof sample === 'object' && sample !== null) {
    return (
      typeof value === 'object'
      && value !== null
      && Object.entries(sample).every(([name, part]) => isLike((value as Record<string, unknown>)[name], part))
    )
  }
  return typeof value === typeof sample && (typeof value !== 'number' || Number.isFinite(value))
}
