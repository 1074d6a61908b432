import type { Checkout } from '../tools/copy-checkout.ts'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { catalogue } from '../demos/catalogue.ts'
import { copyCheckout } from '../tools/copy-checkout.ts'

/**
 * What a fork does to the talk on its first day, each in a copy: the tests of talk and programs and the spelling stay
 * green.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url))

let checkout: Checkout

beforeAll(() => {
  checkout = copyCheckout(ROOT)
})

afterEach(() => checkout.reset())
afterAll(() => checkout?.remove())

const edit: Checkout['edit'] = (...args) => checkout.edit(...args)

/** Adds a slide to the end of a chapter, or to that of a new one. */
function addSlide(file: string, frontmatter: string, headline: string, words: string, note: string): void {
  const slide = `---\n${frontmatter}\n---\n\n# ${headline}\n\n${words}\n\n<!--\n[0:05]\n\n${note}\n-->\n`
  writeFileSync(join(checkout.folder, file), `\n${slide}`, { flag: 'a' })
}

function run(command: string): void {
  const { NODE_ENV: _, VITEST: __, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(command, {
    cwd: checkout.folder,
    env: { ...env, CI: 'true' },
    shell: true,
    encoding: 'utf8',
  })
  expect(status, `${command}\n${(stdout + stderr).slice(-3000)}`).toBe(0)
}

function expectGreen(...folders: string[]): void {
  run(`npx vitest run --project unit ${['talk', ...folders].join(' ')}`)
  run('npm run -s spell')
}

it('has its own title, author, fonts and colours, each changed in one place', () => {
  edit('slides.md', text => text
    .replace(/^title: .+$/m, 'title: Tee & zwei Tassen')
    .replace(/^author: .+$/m, 'author: Jürgen Müller-Lüdenscheidt')
    .replace(/^info: .+$/m, 'info: A talk about tea.')
    .replace(/sans: .+$/m, 'sans: Georgia')
    .replace(/^# .+$/m, '# Tea, *for two*'))
  edit('slides.md', text => text.replace('\ntitle:', '\nlang: de\ntitle:'))
  edit('styles/tokens.css', text => text.replace(/#[0-9a-f]{6}/, '#3a9ad9'))
  expectGreen()
  const { title } = /^title: (?<title>.+)$/m.exec(readFileSync(join(ROOT, 'slides.md'), 'utf8'))!.groups!
  const shown = ['index.html', 'components', 'composables', 'layouts', 'reader', 'setup', 'site', 'talk', 'public/start.js']
  const { stdout } = spawnSync('git', ['grep', '-ln', title!, '--', ...shown, ':!*.test.ts'], { cwd: checkout.folder, encoding: 'utf8' })
  expect(stdout, 'files that still have the old title').toBe('')
})

it.each([
  [
    'German',
    'layout: default\nlang: de',
    'Wie lange *dauert das*?',
    'Vier Eier in einer Pfanne, nacheinander gebraten.',
    'Zusammen dauern sie so lange wie alle Wartezeiten.',
  ],
  ['Japanese', 'layout: default', '並行処理とは *何か*', '卵を四つ焼きます。', 'これは並行処理についての話です。'], // cspell:disable-line
  ['Arabic', 'layout: default', 'في انتظار *البيضة*', 'نقلي أربع بيضات.', 'هذا حديث عن التزامن؟'], // cspell:disable-line
])('has a slide in %s', (_, frontmatter, headline, words, note) => {
  addSlide('chapters/15-what-to-remember.md', `${frontmatter}\npath: more`, headline, words, note)
  expectGreen()
})

it('has a new chapter, in the middle of the talk', () => {
  run('npm run new -- chapter mine')
  const [file] = readdirSync(join(checkout.folder, 'chapters')).filter(name => name.endsWith('-mine.md'))
  const more = `---\nsrc: ./chapters/${file}\npath: more\n---\n`
  edit('slides.md', text => text
    .replace(more, '')
    .replace(/(?=---\nsrc: \.\/chapters\/04-threads\.md\n---)/, `---\nsrc: ./chapters/${file}\n---\n\n`)
    .replace(/(?=---\nsrc: \.\/chapters\/04-threads\.md\npath: more)/, `${more}\n`))
  edit(`chapters/${file}`, text => text.replace('path: more\n', ''))
  addSlide(`chapters/${file}`, 'layout: default\npath: more', 'And *more* of it', 'Words.', 'There is more of it.')
  expectGreen()
})

it('has no longer two of the chapters, nor what the tests say of this talk alone', () => {
  edit('slides.md', text => text.replaceAll(/---\nsrc: \.\/chapters\/0[67]-.+\n(?:path: more\n)?---\n+/g, ''))
  rmSync(join(checkout.folder, 'talk/this-talk'), { recursive: true })
  expectGreen('demos', 'reader', 'composables')
})

it('has programs in JavaScript only', () => {
  edit('demos/catalogue.ts', text => text.replace(/^\]$/m, `].filter(({ language }) => language === 'javascript')`))
  for (const { slug, file } of catalogue.filter(({ language }) => language !== 'javascript')) {
    rmSync(join(checkout.folder, file), { force: true })
    rmSync(join(checkout.folder, `demos/recordings/${slug}.ndjson`), { force: true })
  }
  rmSync(join(checkout.folder, 'talk/this-talk'), { recursive: true })
  expectGreen('demos', 'runner/terminal')
  run('npx vitest run --project programs demos/other-languages.test.ts')
})

it.skipIf(spawnSync('perl', ['-MHTTP::Tiny', '-e1']).status !== 0)('has a language that is not here: one file describes it', () => {
  run('npm run new -- language perl')
  edit('demos/perl/language.ts', text => text
    .replace('endings: [\'.perl\']', 'endings: [\'.pl\']')
    .replace('version: /', 'version: /v')
    .replace('.perl`', '.pl`')
    .replace(/# Order .+/, `use HTTP::Tiny;
for my \$name ("A", "B") {
  my \$url = "\$ENV{KITCHEN_URL}/\$name";
  my \$reply = HTTP::Tiny->new->get(\$url);
  print "\$reply->{content} is ready\\\\n";
}`))
  run('npm run new -- demo perl-eggs --language perl')
  run('npm run demo -- perl-eggs --check --ms 100')
  run('npm run demo -- demos/perl/perl-eggs.pl --ms 100')
  run('npx eslint demos')
  run('npx vue-tsc --noEmit')
  expectGreen('demos', 'tools/new')
  run('npx vitest run --project programs demos/other-languages.test.ts -t perl-eggs')
})
