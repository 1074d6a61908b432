/** `npm run build`: the deck as a static site, for any folder of any host, held to its budgets. */
import type { Files } from './sizes.ts'
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { refuseFolder } from '../setup/start/folder.ts'
import { frontText } from '../talk/first-text.ts'
import { fillFront, frontOf } from '../talk/front.ts'
import { toOutline } from '../talk/outline.ts'
import { loadDeck } from '../talk/slides.ts'
import { readOptions } from '../tools/options.ts'
import { buildServiceWorker } from './build-service-worker.ts'
import { filesOf, measure, sayMeasure } from './sizes.ts'
import '../tools/say-mistakes.ts'

/** What a browser that installs the site calls it, and how it looks until its first slide is there. */
const deck = await loadDeck()
const front = frontOf(deck)
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
const refused = refuseFolder(root)
if (refused) {
  console.error(refused)
  process.exit(1)
}
// Slidev would say of a mistake in it no more than where it is.
await import('../demos/catalogue.ts')
const { values } = readOptions('npm run build -- [--out dist]: the static site, in that folder.', { options: { out: { type: 'string', default: 'dist' } } })
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

/** So many are asked for at once where a chapter begins: `reader/ReadingChapter.vue`. */
const FIRST_SLIDES = 3

const page = join(folder, 'index.html')
const here = (name: string): string => readFileSync(join(dirname(fileURLToPath(import.meta.url)), name), 'utf8')

// What is needed asks for one another: a browser that knows of all of it from the start waits only once. What only the
// slides want, or only the text, is asked for by `start.js`, which knows what is shown. Fonts are asked for with the
// slides: a text is read without them, and its first program would wait for them.
const files = filesOf(folder)
const [scripts, styles] = [files.slide.scripts, files.slide.styles].map(all =>
  all.filter(file => [...files.text.scripts, ...files.text.styles].includes(file)))
function only({ scripts: all, styles: looks }: Files): string {
  return [...all, ...looks].filter(file => ![...scripts!, ...styles!].includes(file)).join(' ')
}
const outline = toOutline(deck.slides)
const html = readFileSync(page, 'utf8')
const ahead = [
  ...scripts!.filter(file => !html.includes(`src="./${file}"`)).map(file => `rel="modulepreload" crossorigin href="./${file}"`),
  `rel="manifest" href="./${MANIFEST.file}"`,
]
const links = (all: string[]): string => all.map(link => `<link ${link}>\n`).join('')
writeFileSync(join(folder, MANIFEST.file), JSON.stringify(MANIFEST.content))
writeFileSync(
  page,
  html
    .replaceAll(/ *<link rel="(?:modulepreload|stylesheet)" crossorigin href="[^"]*">\n/g, '')
    .replace('<title>', `${links(['rel="preload" as="script" fetchpriority="high" href="./start.js"'])}<title>`)
    .replace('</head>', () => `${links(ahead)}</head>`)
    .replace('<p id="opening"', () => `<style>\n${readFileSync(join(root, 'styles/tokens.css'), 'utf8')}${here('first-text.css')}</style>
  <div id="first-text" aria-hidden="true" hidden>\n<div>\n${frontText(front, outline)}\n</div>\n</div>
  <p id="opening"`)
    .replace('<script src="./start.js">', `<script src="./start.js" data-slides="${only(files.slide)} ${files.slide.fonts.join(' ')}" data-text="${only(files.text)}"
    data-chapter="${only(files.chapter)}" data-chapters="${outline.map(({ name }) => name).join(' ')}">`)
    // A browser shows nothing that stands below a style until it has it. A chapter's text goes before them on the line.
    .replace('</body>', () => `${links(styles!.map(file => `rel="stylesheet" fetchpriority="low" crossorigin href="./${file}"`))}</body>`),
)

// The early text of a chapter brings along what its first slides are made of: the deck asks for it only once it runs.
const known = new Set([...files.chapter.scripts, ...files.chapter.styles])
for (const { name, places } of outline) {
  const file = join(folder, 'text', `${name}.html`)
  const shown = files.shows(places.slice(0, FIRST_SLIDES).map(({ no }) => no))
  const more = [
    ...shown.scripts.map(script => ({ file: script, rel: 'rel="modulepreload"' })),
    ...shown.styles.map(style => ({ file: style, rel: 'rel="preload" as="style"' })),
  ].filter(({ file }) => !known.has(file))
  writeFileSync(file, links(more.map(({ file, rel }) => `${rel} fetchpriority="low" crossorigin href="./${file}"`)) + readFileSync(file, 'utf8'))
}

rmSync(join(folder, '.vite'), { recursive: true })
// Slidev's are for sites with history routes.
rmSync(join(folder, '_redirects'), { force: true })
writeFileSync(join(folder, '404.html'), fillFront(here('404.html'), front))

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

const measures = measure(folder, files)
console.log(`\nThe site is in ${values.out}/. See it with: npm run preview`)
measures.forEach(one => console.log(sayMeasure(one)))
if (measures.some(({ bytes, budget }) => bytes > budget)) {
  console.error('The site is over its budget. What is large and not needed on the first slide is loaded when it is first needed.')
  process.exit(1)
}
