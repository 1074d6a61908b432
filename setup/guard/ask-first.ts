import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * A page that was opened by another site's: a link in a chat, or a window that a stranger's page opens by itself, and
 * would turn the talk's slides with. A person can tell the two apart, and needs a moment for it: a window that opens
 * under the pointer between the two clicks of a double one would be answered by the second.
 */
export function askFirst({ url = '/' }: IncomingMessage, response: ServerResponse): void {
  // With two slashes before it, it would be the address of another host.
  const here = url.replace(/^\/+/, '/')
  response.writeHead(403, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Open the deck?</title>
<style>body { max-width: 36em; margin: 15vh auto; padding: 0 24px; font: 18px/1.6 system-ui, sans-serif } a { color: LinkText; animation: moment 1s } @keyframes moment { from, to { pointer-events: none } }</style>
<h1>Open the deck?</h1>
<p>Another page has sent you here. If you followed a link to this talk, <a href="${escape(here)}">open it</a>. If not, close this window.</p>
`)
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}
