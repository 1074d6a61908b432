/** Makes the deck’s styles those of the elements inside `.CLASS`: the rest of another deck keeps its look. */
export function scopeStyles(css: string, className: string): string {
  const own = css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    // What is said of the whole page is said of the element around a demo.
    .replaceAll('html.on-paper .slidev-layout', '&.on-paper')
    .replaceAll('html .slidev-layout', '&')
    .replaceAll('html.on-paper', '&.on-paper')
    .replaceAll('html.dark', 'html.dark &')
    .replaceAll(':root', '&')
    // Of Slidev's own parts nothing is said.
    .replaceAll(/^[^\n{}]*(?:\.print-slide-container|\bbody\b)[^{}]*\{[^{}]*\}$/gm, '')
    .replaceAll(/^\s*--slidev-[^;]*;\n/gm, '')
  return `.${className} {\n${own.trim()}\n}\n`
}
