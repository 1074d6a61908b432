/** Programs as people type them to find out how something behaves. What they print does not depend on the machine. */
export interface Typed {
  title: string
  text: string
  /** Only Node has what it uses: on a slide the run fails with a sentence that says this. */
  onSlide?: RegExp
  /** What a browser prints instead, where the language or the platform leaves it open. */
  inBrowser?: string[]
}

const program = (title: string, text: string, more: Omit<Typed, 'title' | 'text'> = {}): Typed => ({ title, text, ...more })

/** What only TypeScript says: plain Node does not run it by itself. */
export const isTyped = ({ title }: Typed) => title.startsWith('TypeScript')

export const typedPrograms: readonly Typed[] = [
  program('EventTarget and CustomEvent', `const bus = new EventTarget()
bus.addEventListener('egg', e => console.log(e.type, e.detail), { once: true })
bus.dispatchEvent(new CustomEvent('egg', { detail: { n: 1 } }))
bus.dispatchEvent(new CustomEvent('egg', { detail: 2 }))`),
  program(
    'a generator and its return',
    `function* g() { try { const x = yield 1; console.log('got', x); yield 2 } finally { console.log('closed') } }
const it = g(); console.log(it.next(), it.next('a'), it.return(9), it.next())`,
  ),
  program(
    'async iteration with an early break',
    `async function* g() { try { for (let i = 0; ; i++) { await null; yield i } } finally { console.log('closed') } }
for await (const i of g()) { console.log(i); if (i === 2) break }`,
  ),
  program(
    'Array.fromAsync or its absence',
    `console.log(typeof Array.fromAsync === 'function' ? await Array.fromAsync([Promise.resolve(1)]) : [1])`,
  ),
  program(
    'abort with a reason',
    `const c = new AbortController(); setTimeout(() => c.abort(new Error('enough')), 5)
try { await new Promise((_, no) => c.signal.addEventListener('abort', () => no(c.signal.reason))) } catch (e) { console.log(e.message, c.signal.aborted) }`,
  ),
  program(
    'AbortSignal.any and timeout',
    `const s = AbortSignal.any([AbortSignal.timeout(5), new AbortController().signal])
const alive = setTimeout(() => {}, 1000); await new Promise(r => s.addEventListener('abort', r)); clearTimeout(alive); console.log(s.reason.name)`,
  ),
  program(
    'a ReadableStream through a TransformStream',
    `const up = new TransformStream({ transform: (c, k) => k.enqueue(c.toUpperCase()) })
const s = new ReadableStream({ start(k) { k.enqueue('a'); k.enqueue('b'); k.close() } }).pipeThrough(up)
for await (const c of s) console.log(c)`,
  ),
  program('TextEncoderStream and tee', `const [a, b] = new Blob(['egg']).stream().tee()
console.log(await new Response(a).text(), (await new Response(b).arrayBuffer()).byteLength)`),
  program('compression there and back', `const z = new Blob(['egg'.repeat(99)]).stream().pipeThrough(new CompressionStream('gzip'))
console.log(await new Response(z.pipeThrough(new DecompressionStream('gzip'))).text() === 'egg'.repeat(99))`),
  program('MessageChannel', `const { port1, port2 } = new MessageChannel()
const got = new Promise(r => port2.onmessage = e => r(e.data)); port1.postMessage({ a: [1, new Date(0)] })
console.log(await got); port1.close(); port2.close()`),
  program(
    'order of everything',
    `setTimeout(() => console.log('timeout')); Promise.resolve().then(() => console.log('then')); queueMicrotask(() => console.log('micro'))
;(async () => { console.log('sync'); await null; console.log('awaited') })(); console.log('end')`,
  ),
  program(
    'classes with private parts and statics',
    `class Egg { static #n = 0; #name; static { Egg.kind = 'hen' } constructor(n) { this.#name = n; Egg.#n++ } get name() { return this.#name } static get count() { return Egg.#n } static is(o) { return #name in o } }
console.log(new Egg('A').name, Egg.count, Egg.kind, Egg.is({}), new Egg('B'))`,
  ),
  program(
    'inheritance and super',
    `class A { hi() { return 'A' } } class B extends A { async hi() { return super.hi() + (await 'B') } }
console.log(await new B().hi(), new B() instanceof A, B.name, new B())`,
  ),
  program(
    'closures in loops',
    `for (var i = 0; i < 2; i++) setTimeout(() => console.log('var', i)); for (let j = 0; j < 2; j++) setTimeout(() => console.log('let', j))`,
  ),
  program(
    'labelled loops with await',
    `outer: for (const a of [1, 2, 3]) { for (const b of [1, 2, 3]) { await null; if (b === 2) continue outer; if (a === 3) break outer; console.log(a, b) } }`,
  ),
  program(
    'Intl',
    `console.log(new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' }).format(1234.5), new Intl.PluralRules('en').select(2), new Intl.ListFormat('en').format(['a', 'b']))
console.log(new Date(0).toLocaleDateString('en-GB', { timeZone: 'UTC' }), 'ä'.localeCompare('z', 'de'))`,
  ),
  program(
    'structuredClone',
    `const a = { d: new Date(0), m: new Map([[1, new Set([2])]]), e: new RangeError('x'), u: new Uint8Array(2) }; a.self = a
const b = structuredClone(a); console.log(b.self === b, b.d, b.m, b.e.name, b.u)
try { structuredClone(() => {}) } catch (e) { console.log(e.name) }`,
  ),
  program(
    'crypto',
    `console.log(crypto.randomUUID().length, crypto.getRandomValues(new Uint8Array(4)).length)
const h = await crypto.subtle.digest('SHA-256', new TextEncoder().encode('egg')); console.log([...new Uint8Array(h)].slice(0, 4))`,
    { onSlide: /Browsers give crypto\.subtle only to pages of an origin.*in a terminal/ },
  ),
  program(
    'an error with a cause',
    `try { try { null.x } catch (cause) { throw new Error('outer', { cause }) } } catch (e) { console.log(e.message, e.cause.name, e.cause instanceof TypeError) }`,
  ),
  program(
    'AggregateError',
    `try { await Promise.any([Promise.reject(new Error('a')), Promise.reject(new TypeError('b'))]) } catch (e) { console.log(e.name, e.errors.map(String), e.message) }`,
  ),
  program('allSettled', `console.log(await Promise.allSettled([1, Promise.reject('no'), new Promise(r => setTimeout(r, 5, 'late'))]))`),
  program(
    'Promise.withResolvers or its absence',
    `const d = Promise.withResolvers?.() ?? (() => { const d = {}; d.promise = new Promise((a, b) => Object.assign(d, { resolve: a, reject: b })); return d })()
setTimeout(d.resolve, 1, 'yes'); console.log(await d.promise)`,
  ),
  program('thenables', `console.log(await { then(r) { r('thenable') } }, await Promise.all([{ then: r => r(1) }, 2]))`),
  program(
    'console.table',
    `console.table([{ a: 1, b: 'x' }, { a: 2, c: true }]); console.table([[1, 2], [3, 4]]); console.table(new Map([['k', 1]])); console.table('text'); console.table([{ a: 1, b: 2 }], ['b'])`,
  ),
  program(
    'console.group and its friends',
    `console.group('A'); console.info('in'); console.group(); console.warn('deeper\\nlines'); console.groupEnd(); console.groupEnd(); console.log('out')`,
  ),
  program(
    'console.dir, count, assert',
    `console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 }); console.count(); console.count('x'); console.count(); console.countReset(); console.count(); console.assert(1 === 1); console.assert(false, 'bad', 1)`,
  ),
  program(
    'placeholders',
    `console.log('%s is %d and %i, %f, %j, %o %O %% %c!', 'egg', 42.5, 42.9, '1.5', { a: 1 }, [1], { b: 2 }, 'color: red', 'rest'); console.log('100%', 5); console.log('%s', null, undefined, Symbol('s'), 10n)`,
  ),
  program('numbers as they print', `console.log(-0, 0, NaN, 1e21, 1n, .1 + .2, [-0], new Number(1), Object(1n)); console.log([1.0, 2.50])`),
  program('strings within things', `console.log(['it\\'s', "a \\"b\\"", \`c\\n\`], 'bare', { 'a-b': 1, [Symbol('s')]: 2, 3: 4 })`),
  program(
    'built-in kinds',
    `console.log(new Map([[{ a: 1 }, [1]]]), new Set('ab'), new WeakMap(), [undefined, null, , 3], new Date(0), /x/gi, Symbol('a'), new URL('http://a/b?c=1').searchParams)
console.log(new ArrayBuffer(3), new DataView(new ArrayBuffer(1)), new Float32Array([1.5]), function f() {}, class X extends Array {}, async () => {}, function* g() {})`,
  ),
  program(
    'getters, proxies, null prototypes',
    `console.log({ get a() { return 1 }, set a(x) {}, get b() { return 2 } }, Object.create(null), Object.assign(Object.create({ x: 1 }), { y: 2 }))`,
  ),
  program(
    'depth and length',
    `console.log({ a: { b: { c: { d: {} } } } }, Array.from({ length: 120 }, (_, i) => i), 'x'.repeat(200).length); console.log([['a', ['b', ['c', ['d']]]]])`,
  ),
  program(
    'proxies, whose traps printing does not run',
    `const p = new Proxy({ a: 1, b: [1, 2] }, { get(t, k) { console.log('get', String(k)); return t[k] }, ownKeys() { console.log('keys'); return [] } })
console.log(p, [p], { p }); console.log(p.a); console.log('%s and %o', new Proxy([1], {}), new Proxy(new Map([[1, 2]]), {}))
console.log(new Proxy(class A {}, {}), new Proxy(function f() {}, { apply: () => 42 })(), Array.isArray(new Proxy([], {})))
const r = Proxy.revocable({ a: 1 }, {}); console.log(r.proxy); r.revoke(); console.log(r.proxy); console.log(typeof Proxy, Proxy.name, Proxy.length, String(new Proxy({}, {})))
try { Proxy({}, {}) } catch (e) { console.log(e.message) } try { new Proxy(1, {}) } catch (e) { console.log(e.message) }`,
  ),
  program(
    'what calls off, and bytes',
    `const c = new AbortController(); console.log(c, c.signal); c.abort(); console.log([c.signal], new Blob(['abc'], { type: 'text/plain' }))`,
  ),
  program('cycles', `const a = { name: 'a' }; a.me = a; a.list = [a]; console.log(a); const m = new Map(); m.set('m', m); console.log(m)`),
  program(
    'promises as they print',
    `const p = Promise.resolve({ a: 1 }); await p; console.log(p); const q = Promise.reject(new Error('no')); q.catch(() => {}); console.log((async () => {})() instanceof Promise)`,
  ),
  program(
    'errors as they print',
    `class MyError extends Error { name = 'MyError'; code = 'E_EGG' }
const e = new MyError('bad'); e.stack = 'MyError: bad'; console.log(e); console.log({ e }); console.log(String(new DOMException('m', 'AbortError')))`,
  ),
  program(
    'TypeScript: enums, generics, satisfies',
    `enum Size { S, M = 5, L } const enum Way { Up = 'UP' }
function first<T>(list: readonly T[]): T | undefined { return list[0] }
const config = { a: 1 } satisfies Record<string, number>; type X = typeof config
abstract class Base { constructor(protected readonly name: string, public n = 2) {} abstract go(): void }
class Sub extends Base { go() { console.log(this.name, this.n) } }
new Sub('x').go(); console.log(Size.L, Size[5], Way.Up, first<number>([1])!, config as X)`,
  ),
  program(
    'TypeScript: overloads, this, assertions',
    `function f(a: string): string; function f(a: number): number; function f(a: any) { return a }
function is(this: { x: number }, y?: number): asserts y is number { console.log(this.x, y) }
is.call({ x: 1 }, 2); console.log(f(1), f('a'), <any>3, (4 as unknown) as string)
declare const nowhere: string; interface I { a: 1 } export type { I }`,
  ),
  program('a BOM and CRLF', `\uFEFFconst a = 1\r\nconsole.log(a)\r\nconsole.log(\`x\r\ny\`.length)`),
  program(
    'names of all scripts and emoji in texts',
    `const 卵 = '🍳'; const größe = 1; const \\u0061b = 2; console.log(卵, größe, ab, [...'👩‍🍳'].length, '🍳'.codePointAt(0))`,
  ),
  program(
    'top-level await in all places',
    `const x = await 1 + await 2; if (await true) console.log(x); for (const y of await [1, 2]) console.log(await y); const { z = await 3 } = {}; console.log(z, \`\${await 'in'}\`, [await 4, ...await [5]], await (async () => 6)())`,
  ),
  program(
    'await in a condition, a switch, a ternary',
    `async function f(a = 1) { switch (await a) { case await 1: return 'one'; default: return 'other' } }
console.log(await f(), await f(2), await true ? 'y' : 'n', (await null) ?? 'null', (await { a: { b: 1 } })?.a.b, await 1 && 2)`,
  ),
  program(
    'finally overrides',
    `async function f() { try { return await 1 } finally { console.log('f') } } async function g() { try { throw 1 } catch (e) { return e } finally { await null; console.log('g') } } console.log(await f(), await g())`,
  ),
  program(
    'functions know themselves',
    `async function cook(a, b = 1) { await a } const x = async () => { await 0 }; const o = { async m() { await 0 }, async *g() { await 0 } }
console.log(cook.name, cook.length, x.name, o.m.name, String(x), o.g.toString(), cook.toString())`,
  ),
  program('eval and new Function', `console.log(eval('1 + 1'), new Function('a', 'return a * 2')(4), await eval('(async () => 7)()'))`),
  program(
    'symbols, tags, iterators of one’s own',
    `const o = { *[Symbol.iterator]() { yield* [1, 2] }, get [Symbol.toStringTag]() { return 'Egg' }, [Symbol.toPrimitive]: h => h }
console.log([...o], String(Object.prototype.toString.call(o)), \`\${o}\`, +Object({ valueOf: () => 3 }), ((s, ...v) => s.raw.join('|') + v)\`a\${1}b\\n\`)`,
  ),
  program('WeakRef, FinalizationRegistry, globalThis', `console.log(new WeakRef({}).deref() !== undefined, typeof FinalizationRegistry)`),
  program(
    'new methods of arrays, sets, objects',
    `console.log([3, 1].toSorted(), [1, 2, 3].findLast(x => x < 3), Object.groupBy ? Object.groupBy([1, 2], x => x % 2 ? 'odd' : 'even').odd : [1], [1].at(-1), 'a-b'.replaceAll('-', '+'), [1, [2]].flat(), Object.fromEntries([['a', 1]]))`,
  ),
  program(
    'regular expressions',
    `console.log('2026-11-29'.match(/(?<y>\\d+)-(?<m>\\d+)/).groups.y, [...'a1b2'.matchAll(/\\d/g)].map(String), /(?<=a)b/.test('ab'), 'x'.replace(/x/v, 'y'), /\\p{L}/u.test('卵'))`,
  ),
  program(
    'getting nowhere in time',
    `console.log(await Promise.race([new Promise(() => {}), new Promise(r => setTimeout(r, 5, 'first'))]))`,
  ),
  program(
    'clearing in all ways',
    `const t = setTimeout(() => console.log('no'), 5); clearTimeout(t); const i = setInterval(() => { console.log('tick'); clearInterval(i) }, 2); clearTimeout(undefined); clearInterval({}); const s = setTimeout(() => console.log('no'), 60_000); clearTimeout(String(+s)); setTimeout((a, b) => console.log(a, b), 4, 1, 2)`,
  ),
  program('handled later', `const p = Promise.reject(new Error('late')); await null; p.catch(e => console.log('caught', e.message))`),
  program(
    'a semaphore, written by hand',
    `function limit(n) { let active = 0; const queue = []; return async f => { if (active >= n) await new Promise(r => queue.push(r)); active++; try { return await f() } finally { active--; queue.shift()?.() } } }
const two = limit(2); let most = 0, now = 0; await Promise.all([1, 2, 3, 4].map(x => two(async () => { most = Math.max(most, ++now); await new Promise(r => setTimeout(r, 3)); now--; }))); console.log('most', most)`,
  ),
  program(
    'an async queue and its consumers',
    `const q = []; let wake; const put = x => { q.push(x); wake?.() }; async function* take(n) { for (let i = 0; i < n; i++) { while (!q.length) await new Promise(r => wake = r); yield q.shift() } }
setTimeout(put, 1, 'a'); setTimeout(put, 3, 'b'); for await (const x of take(2)) console.log(x)`,
  ),
  program(
    'debounce',
    `function debounce(f, ms) { let t; return (...a) => { clearTimeout(t); t = setTimeout(() => f(...a), ms) } } const d = debounce(console.log, 5); d(1); d(2); d(3)`,
  ),
  program(
    'retry with jitter',
    `let n = 0; async function flaky() { if (++n < 3) throw new Error('try ' + n); return 'ok ' + n } async function retry(f, times) { for (let i = 0; ; i++) { try { return await f() } catch (e) { if (i >= times) throw e; console.log(e.message); await new Promise(r => setTimeout(r, 2 ** i)) } } } console.log(await retry(flaky, 5))`,
  ),
  program(
    'SharedArrayBuffer or its absence',
    `console.log(typeof SharedArrayBuffer === 'undefined' ? 'object' : typeof new SharedArrayBuffer(8), Atomics.add(new Int32Array(2), 0, 5))`,
  ),
  program(
    'headers, requests, forms',
    `const h = new Headers({ A: '1' }); h.append('a', '2'); console.log([...h], new Request('http://localhost/x', { method: 'post', body: 'b' }).method, new Response('x', { status: 201 }).status)
const f = new FormData(); f.set('a', 'b'); console.log([...f], await new Response('{"a":1}').json(), new URLSearchParams({ a: '1 2' }).toString())`,
  ),
  program(
    'performance',
    `const t = performance.now(); await new Promise(r => setTimeout(r, 5)); console.log(performance.now() - t >= 4, typeof performance.timeOrigin, performance.mark('a').name)`,
  ),
  program('atob, btoa, escape, URI', `console.log(btoa('egg'), atob('ZWdn'), encodeURIComponent('卵 &'), decodeURI('%20'), escape('ä'))`),
  program(
    'JSON in all ways',
    `console.log(JSON.stringify({ a: undefined, b: () => {}, c: NaN, d: new Date(0), e: [undefined] }, null, 1), JSON.parse('[1]', (k, v) => Array.isArray(v) ? v : v + 1)); try { JSON.stringify(1n) } catch (e) { console.log(e.name) } try { JSON.parse('{') } catch (e) { console.log(e.name) }`,
  ),
  program(
    'dates',
    `console.log(new Date('2026-11-29T00:00:00Z').toISOString(), JSON.stringify(new Date(0)), isNaN(new Date('x')), new Date(NaN)); console.log([new Date(0)])`,
  ),
  program(
    'Node: process and Buffer',
    `process.nextTick(() => console.log('tick')); setImmediate(() => console.log('immediate')); console.log(Buffer.from('egg').toString('base64'), process.argv.length > 0)`,
    { onSlide: /is Node’s|Node's|only in Node|nextTick|setImmediate|Buffer/ },
  ),
  program('a tick of Node', `setImmediate(() => console.log('immediate'))`, { onSlide: /setImmediate/ }),
  program('process.stdout.write', `process.stdout.write('a'); process.stdout.write('b\\n'); console.log('c')`),
  program('Temporal, where there is one', `console.log(typeof Temporal === 'undefined' ? 'none' : 'none')`),
]
