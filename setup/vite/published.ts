import type { Plugin } from 'vite'

/**
 * Tells the slides where the talk is published (`SITE_URL`), so that a deck on the speaker's own machine can show an
 * address that a phone finds.
 */
export function publishedPlugin(url: string | undefined): Plugin {
  if (url !== undefined && !URL.canParse(url))
    throw new Error(`SITE_URL is “${url}”, and that is no address. It begins with https:// and names the host: https://talk.example/eggs/`)
  return {
    name: 'four-eggs:published',
    config: () => ({ define: { __SITE_URL__: JSON.stringify(url ?? null) } }),
  }
}
