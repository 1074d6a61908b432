import type { ComputedRef } from 'vue'
import { useNav } from '@slidev/client'
import { computed } from 'vue'
import { useRole } from './useRole.ts'
import { otherViews } from './windows-there.ts'

/** Whether this window is for the hall: an audience’s, or a projector’s beside a presenter’s window. */
export function useHall(): ComputedRef<boolean> {
  const { isPresenter } = useNav()
  const { isAudience } = useRole()
  return computed(() => isAudience.value || (!isPresenter.value && otherViews().includes('presenter')))
}
