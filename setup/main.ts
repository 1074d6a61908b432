import { defineAppSetup } from '@slidev/types'
import { guideReaders } from '../components/reading/which-view'
import { hireCook } from '../runner/window/cook'

export default defineAppSetup(({ router }) => {
  guideReaders(router)
  // A deck that `npm start` serves has its files and its kitchen on this machine.
  if (__KITCHEN_URL__ === null)
    void hireCook()
})
