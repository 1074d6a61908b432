import type { Asked } from './judge.ts'
import { describe, expect, it } from 'vitest'
import { createHosts } from './hosts.ts'
import { judge, judgeUpgrade } from './judge.ts'

const HOST = 'localhost:3030'
const OWN = { origin: `http://${HOST}` }
const KEY = 'the key of this start'

const premises = { hosts: createHosts({ extra: ['talk.example', '.app.github.dev'] }), base: '/', key: KEY }

function ask(
  target: string,
  headers: Record<string, string> = {},
  { method = 'GET', role = 'speaker', isSent }: Partial<Asked> = {},
  given = premises,
) {
  const verdict = judge({ method, target, headers: { host: HOST, ...headers }, role, isSent }, given)
  return verdict.kind === 'refuse' ? `${verdict.problem.status} ${verdict.problem.title}` : verdict.kind
}

function post(target: string, headers: Record<string, string> = OWN, role: Asked['role'] = 'speaker') {
  return ask(target, headers, { method: 'POST', role })
}

const STATE = '/@server-reactive/nav'

describe('a file', () => {
  it.each([
    '/',
    '/7',
    '/@vite/client',
    '/slides.md?import&raw',
    '/@fs/home/talk/a%20b/%23/%C3%BC/main.ts',
    '/demos/javascript/prototype.ts',
    '/50%25.svg',
  ])('is handed to the deck\'s page and to a program that says nothing of itself: %s', (target) => {
    expect(ask(target)).toBe('pass')
    expect(ask(target, OWN)).toBe('pass')
    expect(ask(target, { 'sec-fetch-site': 'same-origin' })).toBe('pass')
    expect(ask(target, { 'sec-fetch-site': 'none' }, { method: 'HEAD' })).toBe('pass')
  })

  it.each([
    ['another site', { origin: 'https://evil.example' }, '403 Foreign origin'],
    ['another port of this machine', { origin: 'http://localhost:9999' }, '403 Foreign origin'],
    ['another name of this machine', { origin: 'http://127.0.0.1:3030' }, '403 Foreign origin'],
    ['a name below localhost', { origin: 'http://x.localhost:3030' }, '403 Foreign origin'],
    ['a sandboxed frame', { origin: 'null' }, '403 Foreign origin'],
    ['another port of a proxy', { origin: 'http://talk.example:9999' }, '403 Foreign origin'],
    ['a script of another site', { 'sec-fetch-site': 'cross-site' }, '403 Foreign site'],
    ['a script of another port', { 'sec-fetch-site': 'same-site' }, '403 Foreign site'],
    ['a frame', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }, '403 Foreign site'],
    ['a host name that a stranger points here', { host: 'evil.example:3030' }, '403 Unknown host'],
    [
      'the same, opened as a page',
      { 'host': 'evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      '403 Unknown host',
    ],
    ['a host name that begins like ours', { host: 'localhost.evil.example' }, '403 Unknown host'],
    ['a name below localhost, as the host', { host: 'x.localhost:3030' }, '403 Unknown host'],
    ['no host', { host: '' }, '403 Unknown host'],
  ])('is not read by %s', (_, headers, wrong) => {
    expect(ask('/@vite/client', headers)).toBe(wrong)
    expect(ask('/7', headers)).toBe(wrong)
  })

  it('is opened by a link on another page only when the person says so', () => {
    const link = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    expect(ask('/7', link)).toBe('ask-first')
    expect(post('/7', { ...link, origin: 'null' })).toBe('403 Foreign origin')
  })

  it('is opened in a window that may present, by another site’s page, only when the person says so', () => {
    const sent = { role: 'audience', isSent: true } as const
    expect(ask('/7', { accept: 'text/html,*/*' }, sent)).toBe('ask-first')
    expect(ask('/7', { accept: 'text/html,*/*', referer: `http://${HOST}/7` }, sent)).toBe('pass')
    expect(ask('/@vite/client', { accept: '*/*' }, sent)).toBe('pass')
    expect(ask('/7', { accept: 'text/html,*/*', host: 'evil.example' }, sent)).toBe('403 Unknown host')
  })

  it('is not fetched ahead for whichever page wants it: the browser says of none that it comes from there', () => {
    const ahead = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    for (const purpose of ['prefetch', 'prefetch;prerender'])
      expect(ask('/7', { ...ahead, 'sec-purpose': purpose })).toBe('ask-first')
    expect(ask('/__kitchen', { 'sec-purpose': 'prefetch' })).toBe('403 Foreign site')
    expect(ask('/7', { 'sec-fetch-site': 'same-origin', 'sec-purpose': 'prefetch' })).toBe('pass')
  })

  it.each(['PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'QUERY'])('is only read, not asked for by %s', (method) => {
    expect(ask('/slides.md', OWN, { method })).toBe('405 Wrong method')
  })
})

describe('a path', () => {
  it.each([
    '//../etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/@fs/%2e%2e/etc/passwd',
    '/@fs/%252e%252e/etc/passwd',
    '/%zz',
    '/a%00',
    '/a\\..\\b',
    '/a#b',
    'http://evil.example/__open-in-editor',
    '*',
    '/__proto__/x',
    '/x/constructor?y',
    '/%5F%5Fproto%5F%5F/x',
    '/%255F%255Fproto__/x',
    '/7?__proto__=1',
    '/7?a[constructor]=1',
    '/7?a.__proto__.b=1',
  ])('is refused when it was made to mislead: %s', (target) => {
    expect(ask(target)).toBe('400 Bad path')
  })

  it.each([
    '/@server-ref/__proto__/NODE_OPTIONS',
    '/@server-reactive/nav.__proto__.x',
    '/@server-ref/a.constructor.prototype.x',
    '/@server-ref/%5f%5fproto__',
  ])('never names a prototype: %s', (target) => {
    expect(post(target)).toBe('400 Bad path')
  })
})

describe('a door', () => {
  it.each([
    ['POST', STATE],
    ['POST', '/__slidev/slides/1.json'],
    ['GET', '/__slidev/slides/1.json'],
    ['GET', '/__open-in-editor?file=slides.md'],
    ['GET', '/__runs'],
    ['POST', '/__runs/py-threads'],
  ])('opens for the deck\'s own page, and for nothing that shows less: %s %s', (method, target) => {
    expect(ask(target, {}, { method })).toBe('403 Not the deck')
    expect(ask(target, { 'sec-fetch-site': 'none' }, { method })).toBe('403 Not the deck')
    expect(ask(target, { referer: 'http://localhost:9999/7' }, { method })).toBe('403 Not the deck')
    expect(ask(target, { authorization: 'Bearer another' }, { method })).toBe('403 Not the deck')
    for (const shown of <Record<string, string>[]>[
      OWN,
      { 'sec-fetch-site': 'same-origin' },
      { referer: `http://${HOST}/7` },
      { authorization: `Bearer ${KEY}` },
    ])
      expect(ask(target, shown, { method })).toBe('pass')
    expect(ask(target, { authorization: `Bearer ${KEY}`, origin: 'http://localhost:9999' }, { method })).toBe('403 Foreign origin')
  })

  it('that is not listed is shut, however it is spelled', () => {
    for (const target of [
      '/__mcp',
      '/__inspect/',
      '/__devtools',
      '/__OPEN-IN-EDITOR',
      '/__open-in-editor.x',
      '/__open-in-editor/x',
      '//__open-in-editor',
      '/%5f%5fopen-in-editor',
      '/@server-ref/other',
      '/@SERVER-ref/nav',
    ])
      expect(ask(target, OWN), target).toBe('404 Not a door')
    expect(post('/@unocss-devtools-update')).toBe('405 Wrong method')
    expect(ask(STATE, OWN, { method: 'DELETE' })).toBe('405 Wrong method')
  })

  it('stands below the deck\'s base, where it has one', () => {
    const below = { ...premises, base: '/talk/' }
    expect(ask('/talk/__open-in-editor', OWN, {}, below)).toBe('pass')
    expect(ask('/talk/__open-in-editor', {}, {}, below)).toBe('403 Not the deck')
    expect(ask('/talk/__mcp', OWN, {}, below)).toBe('404 Not a door')
  })

  it('to the kitchen lets anybody on this machine ask, and the speaker\'s page set rules', () => {
    expect(ask('/kitchen/run/r/A')).toBe('pass')
    expect(ask('/kitchen/run/r/A', { origin: 'http://localhost:9999' })).toBe('403 Foreign origin')
    expect(ask('/kitchen/A', OWN, { method: 'DELETE' })).toBe('405 Wrong method')
    expect(post('/kitchen/run/r')).toBe('pass')
    expect(post('/kitchen/run/r', {})).toBe('403 Not the deck')
    expect(post('/kitchen/run/r', OWN, 'audience')).toBe('403 Only the speaker')
  })

  it('to the kitchen lets an audience look, and order nothing', () => {
    const watches = (path: string) => ask(path, OWN, { role: 'audience' })
    expect(['/kitchen/health', '/kitchen/trace', '/kitchen/run/r/trace'].map(watches)).toEqual(['pass', 'pass', 'pass'])
    for (const path of ['/kitchen/A', '/kitchen//A', '/kitchen/%41', '/kitchen/A/steps', '/kitchen/orders', '/kitchen/run/r/A', '/kitchen/run/r/orders', '/kitchen/run/trace', '/kitchen/health/', '/kitchen/run/r/trace/steps'])
      expect(watches(path), path).toBe('403 Only the speaker')
    expect(ask('/kitchen/A', {}, { role: 'audience' })).toBe('403 Only the speaker')
  })

  it('to the kitchen lets a program without an origin ask for its run, and for nothing else', () => {
    const program = { 'origin': 'null', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }
    expect(ask('/kitchen/run/r-1/A?ms=5', program)).toBe('pass')
    // It shows no password; the kitchen itself tells it from a phone, by the name that its run goes by.
    expect(ask('/kitchen/run/r-1/A/steps', program, { role: 'audience' })).toBe('pass')
    for (const path of ['/kitchen/A', '/kitchen/run/r-1/A'])
      expect(ask(path, OWN, { role: 'audience' })).toBe('403 Only the speaker')
    for (const method of ['HEAD', 'OPTIONS', 'POST', 'DELETE'])
      expect(ask('/kitchen/run/r-1/A', program, { method })).toBe('403 Foreign origin')
    for (const target of [
      '/kitchen/A',
      '/kitchen/orders',
      '/kitchen/health',
      '/kitchen/run/r-1',
      '/kitchen/run//A',
      '/%6bitchen/run/r-1/A',
      '/kitchen%2frun/r-1/A',
      '/KITCHEN/run/r-1/A',
      '/7?/kitchen/run/r-1/A',
      '/__kitchen',
      '/slides.md',
    ])
      expect(ask(target, program), target).toBe('403 Foreign origin')
    expect(ask('/kitchen/run/r-1/../../health', program)).toBe('400 Bad path')
    expect(ask('/kitchen/run/r-1/%2e%2e/%2e%2e/health', program)).toBe('400 Bad path')
    // A browser's policy lets these pass as paths below /kitchen/.
    for (const target of ['/kitchen%2f..%2f__role', '/kitchen%2F..%2f', '/kitchen%5c..%5c__role'])
      expect(ask(target, program), target).toBe('400 Bad path')
    expect(ask('/kitchen/run/r-1/A', { ...program, host: 'evil.example' })).toBe('403 Unknown host')
    expect(ask('/kitchen/run/r-1/A', { 'sec-fetch-site': 'cross-site' })).toBe('403 Foreign site')
  })

  it('to vote is for each phone, on the page that asks it', () => {
    expect(ask('/room', { 'sec-fetch-site': 'none' }, { role: 'audience' })).toBe('pass')
    expect(ask('/room/events', { 'sec-fetch-site': 'same-origin' }, { role: 'audience' })).toBe('pass')
    expect(post('/room/vote', OWN, 'audience')).toBe('pass')
    expect(post('/room/vote', { origin: 'https://evil.example' }, 'audience')).toBe('403 Foreign origin')
    expect(post('/room/vote', {}, 'audience')).toBe('403 Not the deck')
    expect([post('/room', OWN, 'audience'), ask('/room/vote', OWN)]).toEqual(['405 Wrong method', '405 Wrong method'])
  })

  it('that changes something is not for the audience', () => {
    expect(post(STATE, OWN, 'audience')).toBe('403 Only the speaker')
    expect(post('/__slidev/slides/1.json', OWN, 'audience')).toBe('403 Only the speaker')
    expect(ask('/__open-in-editor', OWN, { role: 'audience' })).toBe('403 Only the speaker')
    expect(ask('/__slidev/slides/1.json', OWN, { role: 'audience' })).toBe('pass')
  })
})

describe('a host', () => {
  it.each([
    'localhost',
    'localhost:3030',
    'LOCALHOST.',
    '127.0.0.1:3030',
    '[::1]:3030',
    'talk.example',
    'talk.example:8443',
    'one.app.github.dev',
  ])('is answered: %s', host => expect(ask('/', { host })).toBe('pass'))

  it.each([
    '192.168.1.5:3030',
    '[fe80::1]:3030',
    'laptop.local',
    'app.github.dev.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1.nip.io',
    '0.0.0.0:3030',
    '2130706433',
    '[::ffff:127.0.0.1]:3030',
    'a@localhost',
    'localhost:x@evil.example',
    'localhost/x',
    '',
  ])('is not answered on a deck for this machine alone: %s', host => expect(ask('/', { host })).toBe('403 Unknown host'))

  it.each(['192.168.1.5:3030', '[fe80::1]:3030', 'laptop.local'])('is answered where other machines may ask: %s', (host) => {
    const open = { ...premises, hosts: createHosts({ isOpen: true, ownNames: ['laptop', 'laptop.local'] }) }
    expect(ask('/', { host }, {}, open)).toBe('pass')
    expect(ask('/', { host: 'evil.example' }, {}, open)).toBe('403 Unknown host')
  })

  it('that a proxy has replaced is known from the page', () => {
    expect(post(STATE, { origin: 'https://talk.example' })).toBe('pass')
  })
})

describe('a WebSocket', () => {
  function open(headers: Record<string, string>, target = '/?token=x', role: Asked['role'] = 'audience') {
    const verdict = judgeUpgrade(
      { method: 'GET', target, headers: { 'host': HOST, 'sec-websocket-protocol': 'vite-hmr', ...headers }, role },
      premises,
    )
    return verdict.kind === 'refuse' ? verdict.problem.status : verdict.kind
  }

  it('is the deck\'s own page\'s', () => {
    expect(open(OWN)).toBe('pass')
    expect(open({})).toBe(403)
    expect(open({ origin: 'http://localhost:9999' })).toBe(403)
    expect(open({ origin: 'null', authorization: `Bearer ${KEY}` })).toBe(403)
    expect(open({ ...OWN, host: 'evil.example' })).toBe(403)
  })

  it('is Vite\'s, and no other', () => {
    expect(open({ ...OWN, 'sec-websocket-protocol': 'mine' })).toBe(404)
    expect(open(OWN, '/other')).toBe(404)
  })

  it('is the kitchen\'s live trace, for the same page, and the audience only listens', () => {
    expect(open(OWN, '/kitchen/trace', 'speaker')).toBe('pass')
    expect(open(OWN, '/kitchen/trace')).toBe('listen')
    expect(open(OWN, '/kitchen/trace?ping')).toBe('listen')
    expect(open({ origin: 'null' }, '/kitchen/trace', 'speaker')).toBe(403)
    expect(open({ origin: 'null' }, '/kitchen/run/r-1/A', 'speaker')).toBe(403)
    expect(open({}, '/kitchen/trace')).toBe(403)
    expect(open({ origin: 'http://localhost:9999' }, '/kitchen/trace')).toBe(403)
    expect(open(OWN, '/kitchen/other')).toBe(404)
  })
})
