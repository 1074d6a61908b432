import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'

const { resolve } = createRequire(import.meta.url)

it.each([
  ['QuickOverview.vue', ['z-modal', 'select-none', 'class="grid', 'currentOverviewPage']],
  ['Goto.vue', ['id="slidev-goto-input"', 'id="slidev-goto-dialog"', 'showGotoDialog']],
  ['InfoDialog.vue', ['slidev-info-dialog']],
  ['MenuButton.vue', ['class="flex relative"', 'z-menu']],
])('finds in Slidev’s %s what it depends on', async (file, parts) => {
  const source = await readFile(resolve(`@slidev/client/internals/${file}`), 'utf8')
  for (const part of parts)
    expect(source).toContain(part)
})

it('finds what is open where Slidev keeps it', async () => {
  const source = await readFile(resolve('@slidev/client/state/storage.ts'), 'utf8')
  for (const name of ['showOverview', 'showGotoDialog', 'showInfoDialog'])
    expect(source).toMatch(new RegExp(`export const ${name} = ref`))
})
