import { definePreparserSetup } from '@slidev/types'
import { choosePath } from '../talk/path.ts'

// Slidev leaves out a chapter that is not there, and says nothing.
export default definePreparserSetup(deck => [choosePath(deck, console.error)])
