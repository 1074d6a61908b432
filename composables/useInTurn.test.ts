import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { moved, ran } from '../trace/fixtures.ts'
import { toLanes } from '../trace/lanes.ts'
import { useInTurn } from './useInTurn.ts'

const pictureOf = (lanes: number) => toLanes([ran, ...Array.from({ length: lanes }, (_, i) => moved(i, 'start', `egg ${i}`, i))])

let frames: (() => void)[] = []
const nextFrame = () => frames.splice(0).forEach(frame => frame())

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

it('reads a picture of a usual size at once', () => {
  const picture = shallowRef(pictureOf(2))
  const read = effectScope().run(() => useInTurn(() => picture.value))!
  picture.value = pictureOf(250)
  expect(read.value).toBe(picture.value)
  expect(frames).toEqual([])
})

it('reads a crowd in a frame of each reader, one after the other, and the newest of them', () => {
  const picture = shallowRef(pictureOf(2))
  const before = picture.value
  const [first, second] = effectScope().run(() => [useInTurn(() => picture.value), useInTurn(() => picture.value)])!
  picture.value = pictureOf(400)
  expect([first!.value, second!.value]).toEqual([before, before])
  nextFrame()
  expect(first!.value).toBe(picture.value)
  expect(second!.value).toBe(before)
  picture.value = pictureOf(500)
  nextFrame()
  expect(second!.value).toBe(picture.value)
  expect(first!.value).not.toBe(picture.value)
  nextFrame()
  expect(first!.value).toBe(picture.value)
  nextFrame()
  expect(frames).toEqual([])
})

it('forgets a crowd whose place was cleared, and one whose demo is gone', () => {
  const picture = shallowRef(pictureOf(2))
  const scope = effectScope()
  const read = scope.run(() => useInTurn(() => picture.value))!
  picture.value = pictureOf(400)
  picture.value = pictureOf(0)
  expect(read.value).toBe(picture.value)
  const cleared = picture.value
  picture.value = pictureOf(500)
  scope.stop()
  nextFrame()
  expect(read.value).toBe(cleared)
  nextFrame()
  expect(frames).toEqual([])
})
