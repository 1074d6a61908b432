import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { scopeStyles } from './scope-styles.ts'

it('says of an element what was said of the page', () => {
  expect(scopeStyles(':root { --ink: black }\nhtml.dark { --ink: white }', 'x')).toBe('.x {\n& { --ink: black }\nhtml.dark & { --ink: white }\n}\n')
})

it('leaves Slidev’s own parts alone', () => {
  const styles = ['tokens', 'range', 'parts', 'cards', 'paper'].map(name => scopeStyles(readFileSync(`styles/${name}.css`, 'utf8'), 'x')).join('')
  expect(styles).not.toMatch(/slidev|html(?!\.dark &)|body|:root|page-root/)
  expect(styles).toContain('&.on-paper :is(.button,')
})
