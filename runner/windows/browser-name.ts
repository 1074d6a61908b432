/**
 * What a browser calls itself in its user agent, most particular first: Edge and Opera also say Chrome, Chrome says
 * Safari.
 */
const NAMES: [name: string, sign: RegExp][] = [
  ['edge', /Edg\/([\d.]+)/],
  ['opera', /OPR\/([\d.]+)/],
  ['firefox', /Firefox\/([\d.]+)/],
  ['chrome', /(?:Headless)?Chrome\/([\d.]+)/],
  ['safari', /Version\/([\d.]+) (?:Mobile\S* )?Safari/],
]

/** The browser that runs a program, by name and version. */
export function thisBrowser(userAgent: string = navigator.userAgent): Record<string, string> {
  for (const [name, sign] of NAMES) {
    const version = sign.exec(userAgent)?.[1]
    if (version)
      return { [name]: version }
  }
  return { browser: userAgent }
}
