import process from 'node:process'
import { createServer as createDeck, resolveOptions } from '@slidev/cli'
import { expect, it } from 'vitest'
import '../tools/exit-with-parent.ts'

// A kitchen of its own, wherever there is room.
process.env.KITCHEN_PORT = '0'

/**
 * All that answers requests on the deck's server, as it was when setup/guard/doors.ts was written. The guard keeps shut
 * what is not listed there. Where this changes, a new version has brought a handler: read what it answers, list it in
 * doors.ts if the deck needs it, and then here.
 */
const MIDDLEWARES = [
  '/ viteRejectInvalidRequestMiddleware',
  '/ hostValidationMiddleware',
  '/ tellWhoAsks',
  '/__role',
  '/',
  '/',
  '/',
  '/',
  '/',
  '/__unocss',
  '/ nodeMiddleware',
  '/__kitchen',
  '/__runs handle',
  '/__paper',
  '/ viteCachedTransformMiddleware',
  // To the kitchen, what begins with /kitchen/ and nothing else.
  '/ viteProxyMiddleware',
  '/__open-in-editor launchEditorMiddleware',
  '/ viteHMRPingMiddleware',
  '/ viteServePublicMiddleware',
  '/ viteTransformMiddleware',
  '/ viteServeRawFsMiddleware',
  '/ viteServeStaticMiddleware',
  '/ viteHtmlFallbackMiddleware',
  '/',
  '/ viteIndexHtmlMiddleware',
  '/ vite404Middleware',
  '/ viteErrorMiddleware',
]
/** Plugins of others that may register one, or listen to windows. */
const WITH_SERVER = [
  'slidev:loader',
  'unocss:global',
  'vite:oxc',
  'slidev:mcp',
  'vite:vue',
  'vite-plugin-vue-server-ref',
  'slidev:config',
  'slidev:monaco-write',
  'unocss:config',
  'unocss:devtools',
  'unocss:inspector',
  'unocss:inspector:spa',
  'unocss:inspector:rpc',
  'unplugin-vue-components',
]

it('has no handler that nobody has read', async () => {
  const options = await resolveOptions({ entry: 'slides.md' }, 'dev')
  const server = await createDeck(options, { server: { port: 0 } })
  try {
    expect(server.middlewares.stack.map(({ route, handle }) => `${route || '/'} ${(handle as { name: string }).name}`.trim())).toEqual(
      MIDDLEWARES,
    )
    expect(
      server.config.plugins
        .filter(({ name, configureServer }) => configureServer && !name.startsWith('four-eggs:'))
        .map(({ name }) => name),
    ).toEqual(WITH_SERVER)
    expect(Object.keys(server.config.server.proxy!)).toEqual(['^/kitchen/'])
    // Vite's, its proxy's for the kitchen's live trace, and one of UnoCSS's inspector, which asks nobody where they
    // come from.
    expect(server.httpServer!.listenerCount('upgrade')).toBe(3)
  }
  finally {
    await server.close()
  }
})
