/* Before the deck: what stands in its place where it cannot begin, and what it needs of a browser that withholds it. */
(function () {
  // Slidev puts all of this behind the slides; for a keyboard, the way around them comes before them.
  document.body.prepend(document.getElementById('before-slides'))

  // On its way to paper: see setup/vite/export.ts.
  if (/[?&]print\b/.test(location.search)) {
    window.paper = new AbortController()
    fetch('/__paper', { signal: window.paper.signal }).catch(() => {})
  }

  // Where a browser blocks all site data, asking for a storage throws, and Slidev asks before anything else. It gets one that
  // lasts as long as the page does.
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
      return Object.assign(new EventTarget(), { postMessage: function () {}, close: function () {} })
    }
  }

  if (location.protocol === 'file:') {
    show('from-disk')
    return
  }
  addEventListener('error', (event) => {
    if (!(event.target instanceof HTMLScriptElement) || document.getElementById('app').firstChild)
      return
    if (window.origin === 'null')
      return show('no-origin')
    fetch(event.target.src).then((reply) => {
      const type = (reply.headers.get('content-type') || 'nothing').split(';')[0]
      if (!reply.ok || /javascript|ecmascript/.test(type))
        return show('incomplete')
      document.querySelector('#wrong-type code').textContent = type
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
