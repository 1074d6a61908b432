import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { region, replaceRegion } from './program.ts'

const file = `import { stove } from './kitchen.ts'

async function main() {
  // #region show

  const egg = await fetch(stove)
  if (egg.ok)
    console.log('done')

  // #endregion show
}
`

describe('a file whose region was edited', () => {
  it('is the same file when nothing was changed', () => {
    expect(replaceRegion(file, region(file).text)).toBe(file)
  })

  it('has the new lines in the place of the old ones, at their margin', () => {
    expect(replaceRegion(file, 'if (true)\n  console.log(1)\n')).toBe(
      file.replace(/ {2}const egg[\s\S]*'done'\)\n/, '  if (true)\n    console.log(1)\n\n'),
    )
  })

  it('keeps the line ends of the file', () => {
    const windows = file.replaceAll('\n', '\r\n')
    expect(replaceRegion(windows, region(windows).text)).toBe(windows)
    expect(replaceRegion(windows, 'a()\nb()')).not.toMatch(/[^\r]\n/)
  })

  it('shows what was written into it', () => {
    const line = fc
      .tuple(fc.constantFrom('', '  ', '    '), fc.stringMatching(/^[a-z][a-z ()'"]*$/))
      .map(([indent, text]) => (indent + text).trimEnd())
    const lines = fc
      .tuple(fc.stringMatching(/^[a-z]+$/), fc.array(fc.oneof(line, fc.constant(''))), fc.stringMatching(/^[a-z]+$/))
      .map(([first, middle, last]) => [first, ...middle, last].join('\n'))
    fc.assert(
      fc.property(lines, (text) => {
        const edited = replaceRegion(file, text)
        expect(region(edited).text).toBe(text)
        expect(region(edited).firstLine).toBe(region(file).firstLine)
        expect(replaceRegion(edited, region(file).text)).toBe(file)
      }),
    )
  })
})
