/** The thread of one program, in a browser: inside a frame that reaches the kitchen and nothing else, or nothing. */
import type { Purpose } from './frame.ts'
import { startInside } from './inside/main.ts'
import { startPlaying } from './inside/play-order.ts'
import { browserPlatform } from './platform.browser.ts'

addEventListener('message', ({ data, ports: [port] }: MessageEvent<Purpose>) => {
  const start = data === 'orders' ? startPlaying : startInside
  start(browserPlatform(port!))
}, { once: true })
