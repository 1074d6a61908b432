import { expect, it } from 'vitest'
import { titleOf } from './slide-title.ts'

it.each([
  [{ title: 'Waiting in line costs *every wait in full*', content: '' }, 'Waiting in line costs every wait in full'],
  [{ title: '`await` in a loop', content: '# “`await` in a loop” is *slow*' }, '“await in a loop” is slow'],

  [undefined, ''],
])('says %j without marks', (slide, title) => {
  expect(titleOf(slide)).toBe(title)
})
