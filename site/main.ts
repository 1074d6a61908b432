/** `npm run build`: the deck as a static site, for any folder of any host, held to its budgets. */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fillFront, frontOf } from '../talk/front.ts'
import { loadDeck } from '../talk/slides.ts'
import { buildServiceWorker } from './build-service-worker.ts'
import { filesOfFirstSlide, measure, sayMeasure } from './sizes.ts'

/** What a browser that installs the site calls it, and how it looks until its first slide is there. */
const front = frontOf(await loadDeck())
const MANIFEST = {
  file: 'manifest.webmanifest',
  content: {
    id: './',
    name: front.title,
    short_name: front.shortTitle,
    description: front.info,
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: '#faf5ea',
    theme_color: '#faf5ea',
    icons: [
      { src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: 'icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    ],
  },
}

const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist' } } })
const folder = join(root, values.out)

const slidev = createRequire(import.meta.url).resolve('@slidev/cli/bin/slidev.mjs')
// Addresses are relative and slides are in the hash, so that it does not matter where the site is put.
const { status } = spawnSync(
  process.execPath,
  [slidev, 'build', 'slides.md', '--base', './', '--router-mode', 'hash', '--out', values.out],
  { cwd: root, stdio: 'inherit' },
)
if (status !== 0)
  process.exit(status ?? 1)

const page = join(folder, 'index.html')

// What the first slide needs asks for one another: a browser that knows of all of it from the start waits only once.
const { scripts, styles, fonts } = filesOfFirstSlide(folder)
const html = readFileSync(page, 'utf8')
const ahead = [
  ...scripts.map(file => ({ file, link: `rel="modulepreload" crossorigin href="./${file}"` })),
  ...styles.map(file => ({ file, link: `rel="stylesheet" crossorigin href="./${file}"` })),
  ...fonts.map(file => ({ file, link: `rel="preload" as="font" type="font/woff2" crossorigin href="./${file}"` })),
]
writeFileSync(join(folder, MANIFEST.file), JSON.stringify(MANIFEST.content))
writeFileSync(
  page,
  html.replace(
    '</head>',
    `<link rel="manifest" href="./${MANIFEST.file}">\n${ahead
      .filter(({ file }) => !html.includes(file))
      .map(({ link }) => `<link ${link}>`)
      .join('\n')}\n</head>`,
  ),
)

rmSync(join(folder, '.vite'), { recursive: true })
// Slidev's are for sites with history routes.
rmSync(join(folder, '_redirects'), { force: true })
writeFileSync(join(folder, '404.html'), fillFront(readFileSync(join(dirname(fileURLToPath(import.meta.url)), '404.html'), 'utf8'), front))

// A preview of a link needs the picture's whole address, and only the host knows that.
const { SITE_URL } = process.env
if (SITE_URL) {
  const at = (path: string): string => new URL(path, SITE_URL.endsWith('/') ? SITE_URL : `${SITE_URL}/`).href
  writeFileSync(page, readFileSync(page, 'utf8')
    .replaceAll('content="./social.png"', `content="${at('social.png')}"`)
    .replace('</head>', `<meta property="og:url" content="${at('.')}">\n<link rel="canonical" href="${at('.')}">\n</head>`))
}

// A host that would run Jekyll over the site leaves it as it is.
writeFileSync(join(folder, '.nojekyll'), '')
await buildServiceWorker(folder, Number(process.env.EGG_MS ?? 2000))

const measures = measure(folder, scripts)
console.log(`\nThe site is in ${values.out}/. See it with: npm run preview`)
measures.forEach(one => console.log(sayMeasure(one)))
if (measures.some(({ bytes, budget }) => bytes > budget)) {
  console.error('The site is over its budget. What is large and not needed on the first slide is loaded when it is first needed.')
  process.exit(1)
}
