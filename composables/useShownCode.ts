import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import type { LoadedDemo } from '../runner/windows/loaded-demo.ts'
import type { Draft } from './useDraft.ts'
import { computed, shallowRef, toValue, watch } from 'vue'
import { findLiteral, isSame, setParameter, write } from '../demos/parameters.ts'
import { escapeHtml, spliceHtml } from './demo/splice-html.ts'

/**
 * The program's code as HTML, changed or not. Turned parameters are put into what was highlighted when the deck was
 * built; only for other changes a highlighter is loaded.
 */
export function useShownCode(original: MaybeRefOrGetter<LoadedDemo | undefined>, { text, isChanged }: Draft): ComputedRef<string> {
  const changed = computed(() => {
    const loaded = toValue(original)
    return loaded && (isChanged.value ? showTurned(loaded, text.value) : loaded.shown.html)
  })
  const paint = shallowRef<(text: string) => string>()
  watch(() => toValue(original) && !changed.value && !paint.value, async (isNeeded) => {
    if (isNeeded)
      paint.value = (await import('./editor/paint.ts')).paint
  }, { immediate: true })

  return computed(() => changed.value ?? paint.value?.(text.value) ?? `<pre class="shiki"><code>${escapeHtml(text.value)}</code></pre>`)
}

/** The code with its parameters changed, or nothing when something else was changed, too. */
function showTurned({ shown, parameters }: LoadedDemo, text: string): string | undefined {
  let same = shown.text
  let { html } = shown
  for (const { constant } of parameters) {
    const [before, after] = [findLiteral(same, constant), findLiteral(text, constant)]
    if (!before || !after || isSame(before.value, after.value))
      continue
    same = setParameter(same, constant, after.value)
    html = spliceHtml(html, before.from, before.to, write(after.value))
  }
  return same === text ? html : undefined
}
