import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fewPerFrame } from './few-per-frame.ts'

/** What a page has and Node has not: frames, which come when the test says so, and whether it is seen. */
let frames: (() => void)[] = []
const page = Object.assign(new EventTarget(), { hidden: false })

beforeEach(() => {
  frames = []
  page.hidden = false
  vi.stubGlobal('document', page)
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback))
  vi.stubGlobal('cancelAnimationFrame', () => frames = [])
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
})

afterEach(() => vi.unstubAllGlobals())

/** Hears numbers, each of which takes longer than a frame has for them. */
function listen() {
  const heard: number[] = []
  const intake = fewPerFrame<number>((message) => {
    heard.push(message)
    const until = performance.now() + 10
    while (performance.now() < until);
  })
  return { heard, ...intake }
}

const nextFrame = () => frames.splice(0).forEach(frame => frame())

it('has a message heard at once, and of a flood one in each frame, in order', () => {
  const { heard, hear } = listen()
  ;[1, 2, 3].forEach(hear)
  expect(heard).toEqual([1])
  nextFrame()
  expect(heard).toEqual([1, 2])
  nextFrame()
  expect(heard).toEqual([1, 2, 3])
  hear(4)
  expect(heard).toEqual([1, 2, 3])
  nextFrame()
  expect(heard).toEqual([1, 2, 3, 4])
  nextFrame()
  hear(5)
  expect(heard).toEqual([1, 2, 3, 4, 5])
})

it('has all of them heard where there are no frames', () => {
  const { heard, hear } = listen()
  ;[1, 2, 3].forEach(hear)
  page.hidden = true
  page.dispatchEvent(new Event('visibilitychange'))
  hear(4)
  expect(heard).toEqual([1, 2, 3, 4])
})

it('has nothing heard after its end', () => {
  const { heard, hear, close } = listen()
  ;[1, 2].forEach(hear)
  close()
  nextFrame()
  page.dispatchEvent(new Event('visibilitychange'))
  expect(heard).toEqual([1])
})
