/**
 * `npm run pictures`: draws the pictures by which the site is known elsewhere, from what it looks like: the preview of
 * a link (`social.png`) from the cover, and the icons from the favicon. Needs a site in `dist/` and a browser.
 */
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openBrowser } from '../../tools/browser.ts'
import { readOptions } from '../../tools/options.ts'
import { serveFolder } from '../../tools/serve.ts'

readOptions('npm run pictures: draws the preview of a link and the icons, of the site in dist/.', {})

const root = fileURLToPath(new URL('../..', import.meta.url))
/** What most places show of a link, at twice the size of what they ask for at least. */
const SOCIAL = { width: 1200, height: 630 }
const ICON_SIZES = [192, 512]

const server = await serveFolder({ folder: `${root}dist`, port: 0 })
const browser = await openBrowser()
try {
  const page = await browser.newPage({ viewport: SOCIAL, colorScheme: 'light' })
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`)
  await page.locator('.slidev-page-1').waitFor()
  await page.evaluate(() => document.fonts.ready)
  // The cover fills the picture, whose shape is not quite a slide's.
  await page.addStyleTag({ content: '#slide-container, #page-root { background: var(--paper) !important }' })
  await page.waitForTimeout(500)
  await page.screenshot({ path: `${root}public/social.png` })

  const favicon = readFileSync(`${root}public/favicon.svg`, 'utf8')
  for (const size of ICON_SIZES) {
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(
      `<style>body{margin:0;background:#faf5ea;display:grid;place-items:center;height:100vh}svg{width:76vw}</style>${favicon}`,
    )
    await page.screenshot({ path: `${root}public/icon-${size}.png` })
  }
}
finally {
  await browser.close()
  server.close()
  server.closeAllConnections()
}
