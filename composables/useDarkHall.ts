import { useDarkMode, useNav } from '@slidev/client'
import { watch } from 'vue'
import { useShared } from './useShared.ts'

/**
 * Dark or light as the presenter turns it, in the hall's windows of whichever browser: Slidev shares it within one.
 * Until it is turned, each window is as its system prefers.
 */
export function useDarkHall(): void {
  const { isDark, toggleDark } = useDarkMode()
  const { isPresenter } = useNav()
  const { value, write } = useShared('deck', 'dark', (dark): dark is boolean => typeof dark === 'boolean')
  watch(isDark, dark => isPresenter.value && dark !== value.value && write(dark))
  watch(value, dark => dark !== undefined && dark !== isDark.value && toggleDark(), { immediate: true })
}
