import type { ModelsRecording } from '../../demos/models-recording.ts'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { costsOf, countsOf } from '../../composables/figures/ten-thousand.ts'
import { models } from './list.ts'

describe('the recording on the slide', () => {
  const measured = JSON.parse(readFileSync(new URL('../../demos/recordings/models.json', import.meta.url), 'utf8')) as ModelsRecording
  const most = countsOf(measured).at(-1)!

  it('has every model with every number of eggs, up to ten thousand', () => {
    expect(most).toBe(10_000)
    for (const eggs of countsOf(measured))
      expect(costsOf(measured, eggs).map(({ model }) => model).sort()).toEqual(models.map(({ model }) => model).sort())
  })

  it('bears the headline out: ten thousand threads are affordable', () => {
    const threads = countsOf(measured).flatMap(eggs =>
      costsOf(measured, eggs)
        .filter(({ unit }) => unit === 'thread')
        .map(cost => ({ eggs, ...cost })),
    )
    expect(threads.map(({ failed }) => failed)).toEqual(threads.map(() => 0))
    // So many of them fit into a small part of the machine they were measured on.
    const heaviest = Math.max(...threads.filter(({ eggs }) => eggs >= 1000).map(({ perEgg }) => perEgg!.kib))
    expect(heaviest * most / 1024).toBeLessThan(measured.machine.memoryMiB / 8)
  })

  it.each([
    ['Python threads', 'Python asyncio'],
    ['Rust threads', 'Rust Tokio'],
    ['Java platform threads', 'Java virtual threads'],
  ])('bears the note out: %s cost a few times as much as %s', (thread, task) => {
    const kib = (model: string) => costsOf(measured, 1000).find(cost => cost.model === model)!.perEgg!.kib
    expect(kib(thread) / kib(task)).toBeGreaterThan(1.5)
    expect(kib(thread)).toBeLessThan(1024)
  })
})
