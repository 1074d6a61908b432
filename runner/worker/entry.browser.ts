/** The thread of one program, in a browser: inside a frame that reaches the kitchen and nothing else. */
import { startInside } from './inside/main.ts'
import { browserPlatform } from './platform.browser.ts'

addEventListener('message', ({ ports: [port] }) => startInside(browserPlatform(port!)), { once: true })
