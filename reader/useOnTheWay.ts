import type { Ref } from 'vue'
import { onScopeDispose, readonly, shallowRef } from 'vue'
import { isNavigationFailure, NavigationFailureType, useRouter } from 'vue-router'

/**
 * Whether a navigation has begun and not arrived: a view that is loaded for the first time takes its time. An address
 * that is written meanwhile would call it off, and a press of the reader's would seem to have done nothing.
 */
export function useOnTheWay(): Readonly<Ref<boolean>> {
  const router = useRouter()
  const isOnTheWay = shallowRef(false)
  const arrived = () => void (isOnTheWay.value = false)
  const stops = [
    router.beforeEach(() => void (isOnTheWay.value = true)),
    // One that was called off was so by the next, which is still on its way.
    router.afterEach((_to, _from, failure) => isNavigationFailure(failure, NavigationFailureType.cancelled) || arrived()),
    router.onError(arrived),
  ]
  onScopeDispose(() => stops.forEach(stop => stop()))
  return readonly(isOnTheWay)
}
