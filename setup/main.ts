import { slides } from '#slidev/slides'
import { defineAppSetup } from '@slidev/types'
import { followPlaces } from '../composables/follow-places'
import { isMissing } from '../composables/useMissing'
import { followPosition } from '../composables/usePosition'
import { guideReaders } from '../composables/useView'
import { leaveFirstText } from '../reader/first-text'
import { registerServiceWorker } from '../runner/kitchen/service-worker-host'
import { ignoreForeignMessages } from './slidev/own-messages'

export default defineAppSetup(({ router }) => {
  ignoreForeignMessages()
  guideReaders(router)
  followPosition(router)
  followPlaces(router)
  // A slide is asked for together with the view that will show it, and not only by that.
  router.beforeEach(({ name, params }) => {
    if (name === 'play')
      void slides.value[Number(params.no) - 1]?.load()
  })
  router.afterEach(({ name }) => name !== 'read' && void leaveFirstText())
  // Without a word the press would seem to have done nothing.
  router.onError(() => isMissing.value = true)
  router.afterEach(() => isMissing.value = false)
  // Nobody translates a page before it is there.
  void router.isReady().then(() => import('../reader/keep-translated')).then(({ keepTranslated }) => keepTranslated(document.body))
  // A deck that `npm start` serves has its files and its kitchen on this machine.
  if (__KITCHEN_URL__ === null)
    void registerServiceWorker(router.isReady())
})
