import type { Typed } from './typed-programs.ts'

/** What learners of promises type to see how they behave, and how what they meet prints. */

const program = (title: string, text: string, more: Omit<Typed, 'title' | 'text'> = {}): Typed => ({ title, text, ...more })

export const learnersPrograms: readonly Typed[] = [
  program(
    'promise chain passing values',
    `Promise.resolve(1).then(x => x + 1).then(x => { throw new Error('no ' + x) }).catch(e => e.message).then(console.log).finally(() => console.log('end'))`,
  ),
  program(
    'then with two handlers',
    `Promise.reject(new Error('a')).then(v => console.log('v', v), e => console.log('e', e.message))`,
  ),
  program(
    'returning a promise in then takes ticks',
    `const log = []; Promise.resolve().then(() => Promise.resolve('r')).then(() => log.push('slow')); Promise.resolve().then(() => log.push(1)).then(() => log.push(2)).then(() => log.push(3)).then(() => log.push(4)).then(() => console.log(log))`,
  ),
  program(
    'await in reduce',
    `const sum = await [1, 2, 3].reduce(async (acc, x) => (await acc) + x, Promise.resolve(0)); console.log(sum)`,
  ),
  program(
    'filter with async is always true',
    `console.log([1, 2, 3].filter(async x => x > 2))`,
  ),
  program(
    'sleep helper and timing order',
    `const sleep = (ms, v) => new Promise(r => setTimeout(r, ms, v)); const t = [sleep(30, 'c'), sleep(10, 'a'), sleep(20, 'b')]; for (const p of t) console.log(await p); console.log(await Promise.race([sleep(20, 'x'), sleep(5, 'y')]))`,
  ),
  program(
    'Promise.any all rejected',
    `try { await Promise.any([Promise.reject(new Error('x')), Promise.reject(new TypeError('y'))]) } catch (e) { console.log(e.constructor.name, e.errors.map(String), e.message) }`,
  ),
  program(
    'try catch without await',
    `async function f() { throw new Error('lost') } async function g() { try { return f() } catch { return 'caught' } } async function h() { try { return await f() } catch { return 'caught' } } console.log(await g().catch(e => e.message), await h())`,
  ),
  program(
    'mutex as promise chain',
    `let last = Promise.resolve(); const lock = fn => last = last.then(fn, fn); const out = []; await Promise.all([1, 2, 3].map(n => lock(async () => { out.push('in' + n); await null; out.push('out' + n) }))); console.log(out.join(' '))`,
  ),
  program(
    'cancellable sleep',
    `function sleep(ms, signal) { return new Promise((res, rej) => { const t = setTimeout(res, ms); signal.addEventListener('abort', () => { clearTimeout(t); rej(signal.reason) }) }) } const c = new AbortController(); setTimeout(() => c.abort(), 10); try { await sleep(1000, c.signal) } catch (e) { console.log(e.name, e.message, e instanceof DOMException) }`,
    { inBrowser: ['AbortError signal is aborted without reason true'] },
  ),
  program(
    'error with custom class',
    `class HttpError extends Error { constructor(status, o) { super('HTTP ' + status, o); this.name = 'HttpError'; this.status = status } } try { throw new HttpError(503, { cause: 'busy' }) } catch (e) { console.log(e.name, e.status, String(e), e.cause, e instanceof HttpError, Object.keys(e)) }`,
  ),
  program(
    'headers as they print',
    `console.log(new Headers({ a: '1', 'Content-Type': 'text/plain' }), new Headers())`,
  ),
  program(
    'a response as text and its parts',
    `const r = new Response('egg', { status: 201, headers: { x: 'y' } }); console.log(r.status, r.ok, r.headers.get('x'), await r.text(), r.bodyUsed)`,
  ),
  program(
    'URLSearchParams and URL',
    `const u = new URL('https://a.b:8080/c?d=1&d=2#e'); console.log(u, u.searchParams, u.searchParams.getAll('d'))`,
  ),
  program(
    'streams as they print',
    `console.log(new ReadableStream(), new WritableStream(), new TransformStream())`,
    { inBrowser: [
      '  readable: ReadableStream { locked: false, state: <unknown>, supportsBYOB: <unknown> },',
      '  writable: WritableStream { locked: false, state: <unknown> }',
      'ReadableStream { locked: false, state: <unknown>, supportsBYOB: <unknown> } WritableStream { locked: false, state: <unknown> } TransformStream {',
      '}',
    ] },
  ),
  program(
    'a reader and its results',
    `const s = new ReadableStream({ start(c) { c.enqueue('a'); c.close() } }); const r = s.getReader(); console.log(await r.read(), await r.read(), s.locked)`,
    { inBrowser: ['{ done: false, value: \'a\' } { done: true, value: undefined } true'] },
  ),
  program(
    'a byte stream',
    `const s = new Blob(['egg']).stream(); for await (const c of s) console.log(c)`,
  ),
  program(
    'a Blob and a File',
    `console.log(new Blob(['a']), await new Blob(['a', 'b']).text())`,
  ),
  program(
    'FormData',
    `const f = new FormData(); f.append('a', '1'); f.append('a', '2'); console.log([...f], f.getAll('a'))`,
  ),
  program(
    'Map, Set, nested',
    `console.log(new Map([['a', { b: [1, { c: 2 }] }], [{ k: 1 }, new Set([1, 'x'])]]), new Set(), new WeakMap())`,
  ),
  program(
    'class instances and accessors',
    `class P { constructor() { this.x = 1 } get y() { return 2 } static z = 3; #h = 4 } console.log(new P(), P, class {}, class Q extends P {}, [P])`,
  ),
  program(
    'functions of all kinds',
    `console.log(function () {}, function a() {}, () => {}, async () => {}, function* g() {}, async function* h() {}, Math.max, class A {}, Object.assign(function f() {}, { p: 1 }))`,
  ),
  program(
    'strings with quotes and lines',
    `console.log(['it\\'s', "say \\"hi\\"", 'both \\' and "', 'a\\nb', 'tab\\t', '\\u001b[31mred\\u001b[0m'.length])`,
  ),
  program(
    'dates and regexes in objects',
    `console.log({ d: new Date(0), r: /a+b/gi, bad: new Date(NaN), e: new RangeError('x').message })`,
  ),
  program(
    'iterators as they print',
    `console.log([1].values(), new Map([[1, 2]]).entries(), 'ab'[Symbol.iterator](), (function* () {})(), new Set([1]).values())`,
    { inBrowser: ['Object [Array Iterator] {} [Map Iterator] { <unknown> } Object [String Iterator] {} Object [Generator] {} [Set Iterator] { <unknown> }'] },
  ),
  program(
    'arguments, globalThis this',
    `function f() { return arguments } console.log(f(1, 'a'), this === undefined, typeof globalThis)`,
  ),
  program(
    'console levels and objects',
    `console.info('i', { a: 1 }); console.warn('w', [1]); console.error('e', new Map()); console.debug('d'); console.log('%s is %d years and %i, %f, %j %o %O %%', 'Bob', 42.5, 42.9, '1.5', { a: 1 }, [1], { b: 2 })`,
  ),
  program(
    'console.time left open',
    `console.timeEnd('never'); console.countReset('none'); console.count(); console.count('x'); console.count(); console.assert(1 > 2, 'math', { a: 1 }); console.assert(true)`,
  ),
  program(
    'console.table of many kinds',
    `console.table([{ a: 1, b: 'x' }, { a: 2, c: true }]); console.table(['p', 'q']); console.table(new Map([['k', 1]])); console.table([[1, 2], [3, 4]]); console.table([{ a: 1, b: 2 }], ['b']); console.table(5)`,
  ),
  program(
    'groups indent',
    `console.group('G'); console.log('a\\nb'); console.group(); console.warn('deep'); console.groupEnd(); console.groupEnd(); console.log('out')`,
  ),
  program(
    'events in order with once and signal',
    `const t = new EventTarget(), c = new AbortController(); t.addEventListener('x', () => console.log('s'), { signal: c.signal }); t.addEventListener('x', { handleEvent(e) { console.log(this !== undefined, e.type, e.cancelable) } }, { once: true }); t.dispatchEvent(new Event('x', { cancelable: true })); c.abort(); t.dispatchEvent(new Event('x')); console.log('end')`,
  ),
  program(
    'interval that stops itself',
    `let n = 0; const id = setInterval(() => { console.log(++n); if (n === 3) clearInterval(id) }, 5)`,
  ),
  program(
    'nested microtasks and timers',
    `setTimeout(() => { console.log('t1'); Promise.resolve().then(() => console.log('m in t1')) }); setTimeout(() => console.log('t2')); Promise.resolve().then(() => { console.log('m1'); queueMicrotask(() => console.log('m2')) })`,
  ),
  program(
    'generator pipelines',
    `function* nat() { let i = 0; while (true) yield i++ } function* take(n, it) { for (const x of it) { if (n-- <= 0) return; yield x } } const map = function* (f, it) { for (const x of it) yield f(x) }; console.log([...take(4, map(x => x * x, nat()))])`,
  ),
  program(
    'async generator with cleanup and throw',
    `async function* g() { try { yield 1; yield 2 } catch (e) { console.log('in', e); yield 9 } finally { await null; console.log('fin') } } const it = g(); console.log(await it.next()); console.log(await it.throw('up')); console.log(await it.next()); console.log(it)`,
  ),
  program(
    'promise subclass',
    `class P extends Promise { hi() { return 'hi' } } const p = P.resolve(1).then(x => x); console.log(p instanceof P, p.hi(), p)`,
    { inBrowser: ['true hi P [Promise] { <unknown> }'] },
  ),
  program(
    'tagged templates and raw',
    `const t = (s, ...v) => s.raw.join("|") + v; console.log(t\`a\${1}\\n\${2}c\`, String.raw\`\\x\${1}\`)`,
  ),
  program(
    'optional chaining, nullish, exponents',
    `const o = { a: { b: () => 5 } }; console.log(o?.a?.b?.(), o.x?.y.z, null ?? 'd', 0 || 'd', 2 ** 3 ** 2); let q; q ??= 7; q &&= q + 1; console.log(q)`,
  ),
  program(
    'destructuring defaults with await',
    `const { a = await 1, ...rest } = { b: 2, c: 3 }; const [x, , y = await Promise.resolve('y')] = [1, 2]; console.log(a, rest, x, y)`,
  ),
  program(
    'JSON with toJSON, cycles',
    `const o = { d: new Date(0), u: undefined, f() {}, n: NaN, t: { toJSON: () => 'T' } }; console.log(JSON.stringify(o), JSON.stringify([undefined, () => 1])); o.self = o; try { JSON.stringify(o) } catch (e) { console.log(e.message.split('\\n')[0]) } console.log(o)`,
  ),
  program(
    'pool of workers with an index',
    `let i = 0; const jobs = ['a', 'b', 'c', 'd', 'e'], out = []; const work = async w => { while (i < jobs.length) { const j = jobs[i++]; await new Promise(r => setTimeout(r, 5)); out.push(j) } }; await Promise.all([work(1), work(2)]); console.log(out.sort().join(''))`,
  ),
  program(
    'event emitter by hand',
    `class E { #m = new Map(); on(n, f) { (this.#m.get(n) ?? this.#m.set(n, []).get(n)).push(f); return this } emit(n, ...a) { return (this.#m.get(n) ?? []).map(f => f(...a)).length > 0 } } const e = new E().on('x', (...a) => console.log(a)); console.log(e.emit('x', 1, 2), e.emit('y'), e)`,
  ),
  program(
    'deadline by race with cleanup',
    `const timeout = (p, ms) => { let t; return Promise.race([p, new Promise((_, r) => t = setTimeout(r, ms, new Error('too late')))]).finally(() => clearTimeout(t)) }; console.log(await timeout(Promise.resolve('in time'), 50)); console.log(await timeout(new Promise(r => setTimeout(r, 40)), 5).catch(String))`,
  ),
  program(
    'using FinalizationRegistry and WeakRef print',
    `console.log(new WeakRef({ a: 1 }), new WeakSet())`,
  ),
  program(
    'boxed and null prototypes',
    `console.log(new String('a'), new Number(1), new Boolean(false), Object(1n), Object(Symbol('s')), Object.create(null), Object.create({ a: 1 }))`,
  ),
  program(
    'frozen nested console.dir depth',
    `const d = { a: { b: { c: { d: { e: 1 } } } } }; console.log(d); console.dir(d, { depth: 0 }); console.dir(d, { depth: null })`,
  ),
  program(
    'Error in array and object, message only',
    `const e = new Error('boom'); delete e.stack; console.log([e], { e })`,
  ),
  program(
    'DOMException and AbortSignal',
    `console.log(AbortSignal.abort('r').reason, new DOMException('m', 'AbortError').code, AbortSignal.abort().aborted)`,
  ),
  program(
    'structured errors: AggregateError prints name',
    `console.log(String(new AggregateError([1], 'm')), new AggregateError([new Error('a')], 'm').errors.length)`,
  ),
  program(
    'Request as it is used',
    `const r = new Request('https://a.b/c', { method: 'POST', body: 'x', headers: { q: '1' } }); console.log(r.method, r.url, await r.text(), [...r.headers])`,
  ),
  program(
    'top-level return value of IIFE',
    `console.log(await (async () => { for await (const x of [Promise.resolve(1), 2]) if (x === 2) return x })())`,
  ),
  program(
    'setTimeout without function or with string',
    `const t = setTimeout(() => {}, 1); console.log(typeof t === 'object' || typeof t === 'number'); clearTimeout(t); clearTimeout(undefined); clearTimeout(null)`,
  ),
  program(
    'navigator and location absent',
    `console.log(typeof window, typeof document)`,
  ),
]
