// Which slide is picked in Slidev's overview.
import type { Ref } from 'vue'

export const currentOverviewPage: Ref<number>
