import { expect, it } from 'vitest'
import { oneMetaPlugin, partOf } from './one-meta.ts'

function refuse(why: string): never {
  throw new Error(why)
}

const MODULE = `import {createHotContext as __vite__createHotContext} from "/@vite/client";import.meta.hot = __vite__createHotContext("/a.md__slidev_1.frontmatter");// @unocss-include
import { computed, reactive, shallowReactive } from "/node_modules/vue/dist/vue.esm-bundler.js"
export const frontmatterData = {"title":"import.meta.hot"}
if (import.meta.hot) {
  import.meta.hot.data.frontmatter ??= reactive(frontmatterData)
  import.meta.hot.accept(({ frontmatterData: update }) => Object.assign(import.meta.hot.data.frontmatter, update))
}
export const frontmatter = import.meta.hot ? import.meta.hot.data.frontmatter : reactive(frontmatterData)
export default frontmatter
export const meta = shallowReactive({
  get layout(){ return frontmatter.layout },
  slide: {
    ...({"raw":"# import.meta.hot"}),
    frontmatter,
  },
})`

it('makes an expression of a module, which hears of a change under the module’s own name and leaves a slide’s text alone', () => {
  const told: string[] = []
  // What a window has around it.
  // eslint-disable-next-line no-new-func -- A module's text is what is tested.
  const made = new Function('__vite__createHotContext', 'reactive', 'shallowReactive', `return ${partOf(MODULE, refuse)}`)(
    (url: string) => ({ data: {}, accept: () => told.push(url) }),
    (value: unknown) => value,
    (value: unknown) => value,
  )
  expect(told).toEqual(['/a.md__slidev_1.frontmatter'])
  expect(made.slide).toEqual({ raw: '# import.meta.hot', frontmatter: { title: 'import.meta.hot' } })
})

it('says where to look when Slidev has changed what a module or its list of slides is', () => {
  expect(() => partOf('export const other = 1', refuse)).toThrow(/setup\/slidev\/one-meta\.ts/)
  const { transform } = oneMetaPlugin({ slides: Array.from({ length: 2 }), watchFiles: {} }) as unknown as {
    transform: { handler: (this: { error: typeof refuse }, code: string) => { code: string } }
  }
  const handle = (...lines: string[]) => transform.handler.call({ error: refuse }, lines.join('\n')).code
  const line = (no: number) => `import { meta as f${no} } from '/@slidev/slides/${no}/frontmatter'`
  expect(handle(line(1), line(2))).toMatch(/^import \{ metas \} from 'virtual:slide-metas'\nconst \[f1, f2\] = metas\n\s*$/)
  expect(() => handle(line(1))).toThrow(/setup\/slidev\/one-meta\.ts/)
})
