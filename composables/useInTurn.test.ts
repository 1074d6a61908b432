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
  vi.stubGlobal('cancelAnimationFrame', () => frames = [])
})
afterEach(() => {
  vi.unstubAllGlobals()
})

it('reads a picture of a usual size at once', () => {
  const picture = shallowRef(pictureOf(2))
  const read = effectScope().run(() => useInTurn(() => picture.value, 3))!
  picture.value = pictureOf(250)
  expect(read.value).toBe(picture.value)
  expect(frames).toEqual([])
})

it('reads a crowd when its turn has come, and the newest of them', () => {
  const picture = shallowRef(pictureOf(2))
  const before = picture.value
  const read = effectScope().run(() => useInTurn(() => picture.value, 2))!
  picture.value = pictureOf(400)
  nextFrame()
  picture.value = pictureOf(500)
  expect(read.value).toBe(before)
  nextFrame()
  expect(read.value).toBe(picture.value)
  expect(frames).toEqual([])
})

it('forgets a crowd whose place was cleared', () => {
  const picture = shallowRef(pictureOf(2))
  const read = effectScope().run(() => useInTurn(() => picture.value, 2))!
  picture.value = pictureOf(400)
  picture.value = pictureOf(0)
  expect(read.value).toBe(picture.value)
  nextFrame()
  expect(read.value).toBe(picture.value)
  expect(frames).toEqual([])
})
