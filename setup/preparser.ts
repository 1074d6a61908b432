import { definePreparserSetup } from '@slidev/types'
import { choosePath } from '../talk/path.ts'

export default definePreparserSetup(deck => [choosePath(deck)])
