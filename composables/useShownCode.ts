import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import type { LoadedDemo } from '../runner/windows/loaded-demo.ts'
import type { Draft } from './useDraft.ts'
import { computed, shallowRef, toValue, watch } from 'vue'
import { findLiteral, isSame, turn, write } from '../demos/parameters.ts'
import { escapeHtml, spliceHtml } from './demo/splice-html.ts'

/**
 * The program's code as HTML, changed or not. Turned knobs are put into what was highlighted when the deck was built;
 * only for other changes a highlighter is loaded.
 */
export function useShownCode(original: MaybeRefOrGetter<LoadedDemo | undefined>, { text, isChanged }: Draft): ComputedRef<string> {
  const turned = computed(() => {
    const loaded = toValue(original)
    return loaded && (isChanged.value ? showTurned(loaded, text.value) : loaded.shown.html)
  })
  const paint = shallowRef<(text: string) => string>()
  watch(() => toValue(original) && !turned.value && !paint.value, async (isNeeded) => {
    if (isNeeded)
      paint.value = (await import('./editor/paint.ts')).paint
  }, { immediate: true })

  return computed(() => turned.value ?? paint.value?.(text.value) ?? `<pre class="shiki"><code>${escapeHtml(text.value)}</code></pre>`)
}

/** The code with its knobs turned, or nothing when something else was changed, too. */
function showTurned({ shown, knobs }: LoadedDemo, text: string): string | undefined {
  let same = shown.text
  let { html } = shown
  for (const { constant } of knobs) {
    const [before, after] = [findLiteral(same, constant), findLiteral(text, constant)]
    if (!before || !after || isSame(before.value, after.value))
      continue
    same = turn(same, constant, after.value)
    html = spliceHtml(html, before.from, before.to, write(after.value))
  }
  return same === text ? html : undefined
}
