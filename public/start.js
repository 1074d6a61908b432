/* Before the deck: what stands in its place where it cannot begin, and what it needs of a browser that withholds it. */
(function () {
  /** What a slow phone on a slow line needs, and some more: what has not come by then may not come at all. */
  const LATE_MS = 20000

  // Slidev puts all of this behind the slides; for a keyboard, the way around them comes before them.
  document.body.prepend(document.getElementById('before-slides'))

  // On its way to paper: see setup/vite/export.ts.
  if (/[?&]print\b/.test(location.search)) {
    window.paper = new AbortController()
    fetch('/__paper', { signal: window.paper.signal }).catch(() => {})
  }

  // Where a browser blocks all site data, asking for a storage throws, and Slidev asks before anything else. It gets
  // one that lasts as long as the page does.
  ;['localStorage', 'sessionStorage'].forEach((name) => {
    try {
      window[name].getItem('')
    }
    catch {
      window.keepsNothing = true
      Object.defineProperty(window, name, { value: createMemory(), configurable: true })
    }
  })

  // The same for the line between windows: this one is alone.
  try {
    new BroadcastChannel('four-eggs').close()
  }
  catch {
    window.BroadcastChannel = function () {
      return Object.assign(new EventTarget(), { postMessage() {}, close() {} })
    }
  }

  if (location.protocol === 'file:') {
    show('from-disk')
    return
  }
  // A style that is refused takes the view with it that asked for it.
  addEventListener('error', ({ target }) => {
    const isStyle = target instanceof HTMLLinkElement && target.rel === 'stylesheet'
    if (!(target instanceof HTMLScriptElement || isStyle) || !isEmpty())
      return
    if (window.origin === 'null')
      return show('no-origin')
    explain(target.src || target.href, isStyle)
  }, true)

  // A part that another part asks for fails without a sound: the view is never shown, and the text before it stays.
  addEventListener('vite:preloadError', ({ payload }) => {
    if (!isEmpty())
      return
    const [, style] = /preload CSS for (\S+)/.exec(payload) || []
    if (style)
      explain(new URL(style, document.baseURI).href, true)
    else
      show('incomplete')
  })

  const late = document.getElementById('late')
  const began = performance.now()
  const looks = setInterval(() => {
    const isWaiting = (isEmpty() || isRead()) && Array.from(document.querySelectorAll('.no-deck')).every(({ hidden }) => hidden)
    late.hidden = !isWaiting || performance.now() - began < LATE_MS
    if (!isWaiting)
      clearInterval(looks)
  }, 1000)

  for (const link of document.querySelectorAll('.again')) {
    link.addEventListener('click', (event) => {
      event.preventDefault()
      forget().catch(() => {}).then(() => location.reload())
    })
  }

  showText(document.getElementById('first-text'), document.currentScript.dataset)

  function explain(url, isStyle) {
    fetch(url).then((reply) => {
      const type = (reply.headers.get('content-type') || 'nothing').split(';')[0]
      const wanted = isStyle ? 'text/css' : 'text/javascript'
      if (!reply.ok || type === wanted || /javascript|ecmascript/.test(type))
        return show('incomplete')
      const words = document.querySelectorAll('#wrong-type code')
      words[0].textContent = isStyle ? '.css' : '.js'
      words[1].textContent = type
      words[2].textContent = wanted
      show('wrong-type')
    }).catch(() => {
      show('incomplete')
    })
  }

  function isEmpty() {
    return !document.getElementById('app').firstElementChild
  }

  /** The early text is there still: `reader/first-text.ts` takes it away. */
  function isRead() {
    const first = document.getElementById('first-text')
    return first !== null && !first.hidden
  }

  // What a browser has kept of the site may be the trouble: a part of it that is gone, asked for by a page that is not.
  async function forget() {
    if (!navigator.onLine || !navigator.serviceWorker)
      return
    const site = new URL('.', document.baseURI)
    const kept = (await caches.keys()).filter(name => name.startsWith(`four-eggs:${site.pathname}:`))
    await Promise.all(kept.map(name => caches.delete(name)))
    await (await navigator.serviceWorker.getRegistration(site.href))?.unregister()
  }

  function show(id) {
    document.getElementById(id).hidden = false
    for (const before of document.querySelectorAll('#opening, #first-text, #late'))
      before.hidden = true
  }

  // On a site, the text that is asked for can be read as soon as it is there itself, and what shows it then is already
  // on its way. `composables/useView.ts` says which page that is, and `reader/first-text.ts` takes the text away.
  function showText(first, files) {
    if (!first)
      return
    const [, page, name, place] = /^#?\/?(\w*)(?:\/([^/?]+))?(?:\/([^/?]+))?/.exec(location.hash)
    const isChosen = sessionStorage.getItem('four-eggs:view') === 'slides'
    const isUpright = matchMedia('(max-width: 640px) and (orientation: portrait)').matches
    const text = page === 'read' && name && files.chapters.split(' ').includes(decode(name))
      ? fetch(`text/${name}.html`).then(reply => reply.ok ? reply.text() : '')
      : undefined
    const isText = page === 'read' || (!isChosen && !window.paper && (!page || (page > 0 && isUpright)))
    const wanted = !isText ? files.slides : name || page > 1 ? files.chapter : files.text
    for (const file of wanted.split(' ')) {
      const kind = { js: 'script', css: 'style', woff2: 'font' }[file.split('.').pop()]
      document.head.append(Object.assign(document.createElement('link'), {
        rel: kind === 'script' ? 'modulepreload' : 'preload',
        as: kind,
        // Over HTTP/1.1 a browser has six connections, and the text is not to wait for one of them.
        fetchPriority: 'low',
        crossOrigin: '',
        href: file,
      }))
    }
    if (!isText || page > 1)
      return
    // A text begins in the system's letters; what stands there until then would fetch others.
    document.getElementById('opening').style.fontFamily = 'Georgia, serif'
    const chosen = localStorage.getItem('slidev-color-schema')
    const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
    document.documentElement.classList.toggle('dark', isDark)
    if (!name)
      return showFirst()
    text?.then((text) => {
      if (!text || !first.isConnected)
        return
      first.firstElementChild.innerHTML = text
      showFirst()
      const slug = decode(place || '')
      const section = Array.from(first.querySelectorAll('section')).find(({ dataset }) => dataset.place === slug)
      if (section)
        section.scrollIntoView()
      first.dataset.began = first.scrollTop
    }).catch(() => {})

    function showFirst() {
      first.hidden = false
      document.getElementById('opening').hidden = true
    }
  }

  function decode(text) {
    try {
      return decodeURIComponent(text)
    }
    catch {
      return text
    }
  }

  function createMemory() {
    const values = new Map()
    return {
      get length() { return values.size },
      key(at) { return Array.from(values.keys())[at] || null },
      getItem(key) { return values.has(key) ? values.get(key) : null },
      setItem(key, value) { values.set(key, String(value)) },
      removeItem(key) { values.delete(key) },
      clear() { values.clear() },
    }
  }
})()
