/**
 * What a browser wants to hear before it gives an answer to a page. There is never a `*`: a page is told its own origin
 * once the guard has let it in.
 */

/** How long a browser may remember a preflight, in seconds. */
const PREFLIGHT_AGE = 600

/** Header names as a browser lists them. */
const HEADER_LIST = /^[\w-]+(?:, ?[\w-]+)*$/

/** Lets a page of an admitted origin read the response, its timing included. */
export function corsHeaders(origin: string): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': 'Server-Timing, Retry-After, Kitchen-Events-Dropped',
    'Timing-Allow-Origin': origin,
    'Vary': 'Origin',
  }
}

/** The answer to `OPTIONS`, from an admitted origin or from nobody's page. */
export function preflight(request: Request, methods: string): Response {
  const headers: Record<string, string> = { Allow: methods, Vary: 'Origin' }
  if (request.headers.get('access-control-request-method') !== null) {
    headers['Access-Control-Allow-Methods'] = methods
    headers['Access-Control-Max-Age'] = String(PREFLIGHT_AGE)
    const asked = request.headers.get('access-control-request-headers')
    if (asked !== null && HEADER_LIST.test(asked))
      headers['Access-Control-Allow-Headers'] = asked
    // A page on a public address may reach into a private network only if the server there says so.
    if (request.headers.get('access-control-request-private-network') === 'true')
      headers['Access-Control-Allow-Private-Network'] = 'true'
  }
  return new Response(null, { status: 204, headers })
}
