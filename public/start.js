/* Before the deck: what stands in its place where it cannot begin, and what it needs of a browser that withholds it. */
(function () {
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
    if (!(target instanceof HTMLScriptElement || isStyle) || document.getElementById('app').firstElementChild)
      return
    if (window.origin === 'null')
      return show('no-origin')
    fetch(target.src || target.href).then((reply) => {
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
  }, true)

  function show(id) {
    const opening = document.getElementById('opening')
    document.getElementById(id).hidden = false
    if (opening)
      opening.hidden = true
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
