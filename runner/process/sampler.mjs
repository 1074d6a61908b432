/**
 * Looks from outside at what the threads of a process and of its children do. Linux counts for each thread how long it
 * has been on a core and how long it had to wait for one; the thread need not know.
 *
 * Plain JavaScript without imports of ours, for the keeper of a program (supervisor.mjs). What is read here is made
 * sense of elsewhere (trace/readings.ts).
 */

import { Buffer } from 'node:buffer'
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'

/** Between two looks at a thread that does something. A turn of Python's is five of these. */
const LOOK_MS = 1

/** After so many looks that found nothing, looks are rarer. */
const CALM_AFTER = 8
const CALM_MS = 4

/** Between two looks for new threads: they have counted since they began, so what they did meanwhile is not lost. */
const SEARCH_MS = 8

/** What has been read is told in pieces. */
const TELL_MS = 50

/** No picture has room for more, and to look at them would cost too much. */
const MOST_THREADS = 64

/**
 * Begins to look. `tell` gets a list of `{ thread, process, name, readings }`. A reading is `[at, ran, waited, where]`:
 * when it was (milliseconds), the thread's nanoseconds on a core and waiting for one, and the kernel's word for where
 * it sleeps, or
 * '' while it does not. Answers what ends the looking, and tells what is left.
 */
export function startSampler(pid, clock, tell) {
  const processes = new Set([String(pid)])
  const threads = new Map()
  /** Those that have ended, and of which not all is told. */
  const gone = []
  const bytes = Buffer.alloc(96)
  let searched = -Infinity
  let told = clock()
  let calm = 0
  let timer = setTimeout(look, LOOK_MS)

  function look() {
    const now = clock()
    if (now - searched >= SEARCH_MS && threads.size < MOST_THREADS)
      search(now)
    let hasChanged = false
    for (const thread of threads.values())
      hasChanged = lookAt(thread) || hasChanged
    calm = hasChanged ? 0 : calm + 1
    if (now - told >= TELL_MS)
      tellAll(clock())
    timer = setTimeout(look, calm > CALM_AFTER ? CALM_MS : LOOK_MS)
  }

  function search(now) {
    const before = searched
    searched = now
    for (const owner of processes) {
      const ids = list(`/proc/${owner}/task`)
      if (ids.length === 0)
        processes.delete(owner)
      for (const id of ids) {
        if (!threads.has(id) && threads.size < MOST_THREADS)
          watch(id, owner, before)
        const thread = threads.get(id)
        // Only who has run since may have started a process.
        if (thread && thread.ran !== thread.ranAtSearch) {
          thread.ranAtSearch = thread.ran
          read(`${thread.folder}/children`).split(' ').filter(Boolean).forEach(child => processes.add(child))
        }
      }
    }
  }

  function watch(id, owner, before) {
    try {
      // When it was last looked for, it had not begun.
      const folder = `/proc/${owner}/task/${id}`
      threads.set(id, {
        id: Number(id),
        owner: Number(owner),
        folder,
        file: openSync(`${folder}/schedstat`),
        ran: -1,
        waited: -1,
        where: '',
        name: read(`${folder}/comm`),
        readings: before > 0 ? [[before, 0, 0, '']] : [],
      })
    }
    catch {
      // It has ended meanwhile.
    }
  }

  /** Whether it has done anything. */
  function lookAt(thread) {
    const counted = count(thread)
    const now = clock()
    if (!counted) {
      closeSync(thread.file)
      threads.delete(String(thread.id))
      gone.push(thread)
      return false
    }
    const [ran, waited] = counted
    if (ran !== thread.ran || waited !== thread.waited) {
      thread.ran = ran
      thread.waited = waited
      thread.where = ''
      thread.readings.push([now, ran, waited, ''])
      return true
    }
    // It sleeps, or it waits for a core, or it has one and the kernel has not counted yet.
    if (thread.where === '') {
      thread.where = sleepsAt(thread)
      if (thread.where !== '')
        thread.readings.push([now, ran, waited, thread.where])
    }
    return false
  }

  function count({ file }) {
    try {
      const length = readSync(file, bytes, 0, bytes.length, 0)
      const [ran, waited] = bytes.latin1Slice(0, length).split(' ', 2)
      return length > 0 && [Number(ran), Number(waited)]
    }
    catch {
      return false
    }
  }

  function tellAll(now) {
    told = now
    for (const thread of threads.values()) {
      // A thread gets its name a moment after it has begun.
      thread.name = read(`${thread.folder}/comm`) || thread.name
      // It sleeps on, unless it has been woken and waits for a core.
      if (thread.where !== '' && thread.readings.at(-1)?.[0] !== now) {
        thread.where = sleepsAt(thread)
        if (thread.where !== '')
          thread.readings.push([now, thread.ran, thread.waited, thread.where])
      }
    }
    const all = [...gone.splice(0), ...threads.values()].filter(({ readings }) => readings.length > 0)
    if (all.length > 0)
      tell(all.map(({ id, owner, name, readings }) => ({ thread: id, process: owner, name, readings })))
    for (const thread of all)
      thread.readings = []
  }

  return () => {
    clearTimeout(timer)
    tellAll(clock())
    threads.forEach(({ file }) => closeSync(file))
    threads.clear()
  }
}

/** Where the kernel says that a thread sleeps: the name of one of its functions. */
function sleepsAt({ folder }) {
  const where = read(`${folder}/wchan`)
  return where === '0' ? '' : where
}

function list(folder) {
  try {
    return readdirSync(folder)
  }
  catch {
    return []
  }
}

function read(file) {
  try {
    return readFileSync(file, 'latin1').trim()
  }
  catch {
    return ''
  }
}
