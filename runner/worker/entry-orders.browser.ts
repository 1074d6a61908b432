/** The thread of one program in many orders, in a browser: inside a frame that reaches nothing at all. */
import { startPlaying } from './inside/play-order.ts'
import { browserPlatform } from './platform.browser.ts'

addEventListener('message', ({ ports: [port] }) => startPlaying(browserPlatform(port!)), { once: true })
