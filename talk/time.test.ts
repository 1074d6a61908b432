import { expect, it } from 'vitest'
import { secondsOf } from './time.ts'

const runs = { secondsOf: (slug: string) => (slug === 'slow' ? 8 : 2), asks: (slug: string) => slug === 'asked' }
function take(content: string, frontmatter: Record<string, unknown> = {}, words = 0) {
  return secondsOf({ content, frontmatter, note: `[0:00]\n- Not said.\n\n${'word '.repeat(words)}` }, runs)
}

it('counts words at 130 a minute, and no cues', () => {
  expect(take('', {}, 130)).toBe(60)
  expect(take('')).toBe(0)
})

it('counts each run, and those of a race once', () => {
  expect(take('<LiveDemo demo="slow" />')).toBe(8)
  expect(take('<DemoRace demos="quick,slow" />')).toBe(8)
  expect(take('<LiveDemo demo="slow" />\n\n<LiveDemo demo="quick" />')).toBe(10)
  expect(take('<SchedulerBoard />')).toBe(30)
})

it('counts the questions before a run', () => {
  expect(take('<LiveDemo demo="asked" />')).toBe(2 + 10)
  expect(take('<DemoRace demos="quick,slow" predict="quickest" />')).toBe(8 + 10)
  expect(take('<LiveDemo demo="asked" />', { layout: 'quiz' })).toBe(2 + 15)
})
