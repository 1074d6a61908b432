import type { Plugin } from 'vite'

const CONFIGS = /^\/@slidev\/configs$/
const ROUTES = /\/@slidev\/client\/setup\/routes\.ts(?:$|\?)/

/** How Slidev's module about the deck begins; JSON follows. */
const BEGINS = 'export default '

/** Where Slidev compares what was typed with the password. */
const COMPARES = 'if (configs.remote === password)'

/**
 * Keeps the password of `--remote` from the audience: Slidev sends it to every window, which then compares by
 * itself. Here the server compares (setup/guard), and a window only learns whether it is the audience's.
 */
export function keepPasswordPlugin(): Plugin {
  return {
    name: 'four-eggs:keep-password',
    apply: 'serve',
    enforce: 'pre',
    transform: {
      filter: { id: [CONFIGS, ROUTES] },
      handler(code, id) {
        if (ROUTES.test(id)) {
          if (!code.includes(COMPARES))
            this.error(`Slidev’s setup/routes.ts was expected to have “${COMPARES}”. See how it asks for the password now.`)
          const ask = 'location.assign(import.meta.env.BASE_URL + to.path.slice(1) + \'?password=\' + encodeURIComponent(password))'
          return { code: code.replace(COMPARES, `if (password)\n        ${ask}\n      if (configs.remote === password)`), map: null }
        }
        if (!code.startsWith(BEGINS))
          this.error(`Slidev’s module ${id} was expected to begin with “${BEGINS}”. See whether the password of --remote is still in it.`)
        const { remote, ...config } = JSON.parse(code.slice(BEGINS.length)) as { remote?: string }
        if (!remote)
          return
        return {
          code: `const { role } = await fetch(import.meta.env.BASE_URL + '__role').then(reply => reply.json())\n`
            + `export default { ...${JSON.stringify(config)}, remote: role === 'audience' }`,
          map: null,
        }
      },
    },
  }
}
