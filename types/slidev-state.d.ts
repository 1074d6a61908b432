// What is open of Slidev's own dialogs.
import type { Ref } from 'vue'

export const showOverview: Ref<boolean>
export const showGotoDialog: Ref<boolean>
export const showInfoDialog: Ref<boolean>
