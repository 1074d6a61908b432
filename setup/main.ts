import { defineAppSetup } from '@slidev/types'
import { hireCook } from '../runner/window/cook'

export default defineAppSetup(() => {
  // A deck that `npm start` serves has its files and its kitchen on this machine.
  if (__KITCHEN_URL__ === null)
    void hireCook()
})
